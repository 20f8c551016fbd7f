import { one } from '../../../../kernel/forms.ts';
import type { House } from '../../../../kernel/house.ts';
import { localise, say } from '../../../../kernel/i18n.ts';
import { newId } from '../../../../kernel/ids.ts';
import { Alert } from '../../../../ui/alert.tsx';
import { SubmitButton } from '../../../../ui/button.tsx';
import { formatWhen } from '../../../../ui/dates.tsx';
import { RadioGroup, SelectField, TextArea } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import { Section } from '../../../../ui/page-head.tsx';
import { Tag } from '../../../../ui/tag.tsx';
import { routeFor } from '../../../offices/index.ts';
import { plainView } from '../../answers.ts';
import { gatherFacts } from '../../facts.ts';
import { LEAST_GROUNDS, objectionFacts } from '../../objecting/commands.ts';
import type { ObjectionRow } from '../../objecting/objecting.sql.ts';
import { ask, stateOf } from '../../rules.ts';
import type { Endings } from '../endings.ts';
import type { Desk, Returned } from './desk.ts';

/** What the applicant holds against an ending, what was answered, and the form for whoever may answer. */
export async function ObjectionPart({
  house,
  desk,
  endings,
  returned,
}: {
  readonly house: House;
  readonly desk: Desk;
  readonly endings: Endings;
  readonly returned: Returned | undefined;
}) {
  const { visit, chosen, who, dossier, definition } = desk;
  const { t } = visit;
  const own = endings.objections.filter((one) => one.application_id === chosen.id);
  if (own.length === 0) return null;
  const open = own.find(({ answer }) => answer === null);
  const scene = { tx: house.db, at: visit.now, who, dossier };
  const more = await objectionFacts(house.db, who.office, chosen, visit.now, visit.person.id);
  const facts = await gatherFacts(scene, chosen, definition, more);
  const ruling = ask('reject_objection', who.roles, stateOf(chosen), facts);
  return (
    <Section title={t('dossiers.objection.title')} id="keberatan">
      {own.map((objection) => (
        <Objection desk={desk} endings={endings} objection={objection} />
      ))}
      {open && desk.hand !== 'own' && desk.hand !== 'watching' ? (
        ruling.ok ? (
          <AnswerForm desk={desk} returned={returned} />
        ) : (
          <p class="sl-quiet">
            {say(
              t,
              ruling.why === 'role' ? { key: 'dossiers.objection.who_answers' } : ruling.reason,
            )}
          </p>
        )
      ) : null}
    </Section>
  );
}

function Objection({
  desk,
  endings,
  objection,
}: {
  readonly desk: Desk;
  readonly endings: Endings;
  readonly objection: ObjectionRow;
}) {
  const { t, office, lang, now } = desk.visit;
  const files = endings.files.filter(({ objection_id: id }) => id === objection.id);
  const until = new Date(`${objection.answer_by}T12:00:00Z`);
  const isLate = !objection.answer && now.getTime() > until.getTime() + 12 * 3_600_000;
  return (
    <Alert
      kind={objection.answer ? 'info' : 'warning'}
      title={t(`dossiers.objection.against_${objection.against}`)}
    >
      <p class="ds-paragraph" data-typed="">
        {endings.text(objection.event_seq)}
      </p>
      {files.map((file) => (
        <p class="ds-paragraph">
          <a href={`${desk.path}/unduh/${file.version_id}`} download>
            {file.name}
          </a>
        </p>
      ))}
      {objection.answer === 'deemed' ? (
        <p class="ds-paragraph">
          <strong>{t('dossiers.objection.deemed')}</strong>. {t('dossiers.objection.deemed_duty')}
        </p>
      ) : objection.answer ? (
        <p class="ds-paragraph">
          <strong>{t(`dossiers.objection.${objection.answer}`)}</strong>:{' '}
          <span data-typed="">{endings.text(objection.answer_seq)}</span>
        </p>
      ) : (
        <p class="ds-paragraph">
          {t('dossiers.objection.answer_by', {
            date: formatWhen(until, office.timeZone, lang, 'date'),
          })}{' '}
          {isLate ? <Tag tone="danger">{t('dossiers.objection.late')}</Tag> : null}
        </p>
      )}
    </Alert>
  );
}

function AnswerForm({
  desk,
  returned,
}: {
  readonly desk: Desk;
  readonly returned: Returned | undefined;
}) {
  const { visit, chosen, definition } = desk;
  const { t, page: ctx, lang } = visit;
  const back = returned?.form === 'keberatan' ? returned : undefined;
  const typed = (name: string, before = '') => (back ? one(back.input, name) : before);
  const key = back?.why?.key;
  const error = (...keys: readonly string[]) =>
    back?.why && key && keys.includes(key) ? say(t, back.why) : undefined;
  const route = routeFor(definition, plainView(chosen.answers));
  return (
    <Form action={`${desk.path}/keberatan`}>
      <input type="hidden" name="kunci" value={typed('kunci') || newId()} />
      <input type="hidden" name="permohonan" value={chosen.id} />
      <RadioGroup
        ctx={ctx}
        name="jawaban"
        label={t('dossiers.objection.answer')}
        value={typed('jawaban')}
        error={error('dossiers.objection.answer_needed')}
        choices={[
          {
            value: 'dikabulkan',
            label: t('dossiers.objection.uphold'),
            description: t('dossiers.objection.uphold_help'),
          },
          {
            value: 'ditolak',
            label: t('dossiers.objection.reject'),
            description: t('dossiers.objection.reject_help'),
          },
        ]}
      />
      <SelectField
        ctx={ctx}
        name="tahap"
        label={t('dossiers.objection.step')}
        description={t('dossiers.objection.step_help')}
        optional
        value={typed('tahap', route[0]?.key ?? '')}
        error={error('dossiers.guard.no_step')}
        options={route.map((step) => ({ value: step.key, label: localise(step.name, lang).text }))}
      />
      <TextArea
        ctx={ctx}
        name="alasan"
        id="alasan-keberatan"
        label={t('dossiers.objection.reasons')}
        description={t('dossiers.objection.reasons_help', { least: LEAST_GROUNDS })}
        rows={5}
        maxLength={4000}
        value={typed('alasan')}
        error={error('dossiers.objection.reasons_needed')}
      />
      <SubmitButton>{t('dossiers.objection.send_answer')}</SubmitButton>
    </Form>
  );
}
