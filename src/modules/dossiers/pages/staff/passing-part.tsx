import { one } from '../../../../kernel/forms.ts';
import type { House } from '../../../../kernel/house.ts';
import { say } from '../../../../kernel/i18n.ts';
import { newId } from '../../../../kernel/ids.ts';
import { Alert } from '../../../../ui/alert.tsx';
import { SubmitButton } from '../../../../ui/button.tsx';
import { When } from '../../../../ui/dates.tsx';
import { Details } from '../../../../ui/details.tsx';
import { RadioGroup, SelectField, TextArea } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import { STEP_KINDS } from '../../../offices/index.ts';
import { colleagues } from '../../../staff/index.ts';
import type { Passing } from '../../handling/passings.ts';
import { NOTE_LENGTH, worksAt } from '../../handling/rules.ts';
import { WANTED_MINUTES } from '../../handling/wanting.ts';
import type { Desk, Returned } from './desk.ts';

/** What goes to and fro between colleagues about this dossier. The applicant sees nothing of it. */
export function PassingPart(props: {
  readonly desk: Desk;
  readonly passings: readonly Passing[];
  readonly returned: Returned | undefined;
}) {
  const { desk, passings } = props;
  const returned = props.returned?.form === 'rekan' ? props.returned : undefined;
  return (
    <>
      {passings.map((passing) => (
        <PassingCard desk={desk} passing={passing} returned={returned} />
      ))}
    </>
  );
}

function PassingCard(props: {
  readonly desk: Desk;
  readonly passing: Passing;
  readonly returned: Returned | undefined;
}) {
  const { desk, passing } = props;
  const { visit } = desk;
  const { t, office, lang, person: me } = visit;
  const isMine = passing.to_id === me.id;
  const open = passing.ended_at === null;
  const what = open ? (isMine ? 'to_you' : 'by_you') : 'back';
  const name = isMine ? passing.from_name : passing.to_name;
  return (
    <Alert
      kind={isMine || !open ? 'warning' : 'info'}
      title={t(`dossiers.passing.${wordOf(passing)}_${what}`, { name })}
    >
      {passing.wanted ? (
        open && isMine ? (
          <p class="ds-paragraph">{t('dossiers.wanting.what_now', { minutes: WANTED_MINUTES })}</p>
        ) : null
      ) : (
        <Words text={passing.note} />
      )}
      {passing.answer === '' ? null : (
        <blockquote>
          <Words text={passing.answer} />
        </blockquote>
      )}
      <p class="sl-meta">
        <When
          at={passing.ended_at ?? passing.made_at}
          tz={office.timeZone}
          lang={lang}
          style="short"
        />
        {' · '}
        {t('dossiers.passing.inside')}
      </p>
      {open ? (
        isMine ? (
          <Answer {...props} />
        ) : (
          <Press desk={desk} path="tarik" id={passing.id} label={t('dossiers.passing.take_back')} />
        )
      ) : (
        <Press desk={desk} path="dibaca" id={passing.id} label={t('dossiers.passing.noticed')} />
      )}
    </Alert>
  );
}

/** Accepting, giving back with words, or answering. */
function Answer({
  desk,
  passing,
  returned,
}: {
  readonly desk: Desk;
  readonly passing: Passing;
  readonly returned: Returned | undefined;
}) {
  const { t, page: ctx } = desk.visit;
  const back = returned && one(returned.input, 'serah') === passing.id ? returned : undefined;
  const isGiven = passing.kind === 'given';
  if (passing.wanted)
    return (
      <Press
        desk={desk}
        path="beri"
        id={passing.id}
        label={t('dossiers.wanting.give', { name: passing.from_name })}
        kind="primary"
      />
    );
  const form = (
    <Form action={`${desk.path}/serahkan/jawab`}>
      <input type="hidden" name="kunci" value={newId()} />
      <input type="hidden" name="serah" value={passing.id} />
      <TextArea
        ctx={ctx}
        id={`jawaban-${passing.id}`}
        name="jawaban"
        label={t(isGiven ? 'dossiers.passing.why_back' : 'dossiers.passing.your_answer')}
        rows={3}
        maxLength={NOTE_LENGTH}
        value={back ? one(back.input, 'jawaban') : ''}
        error={back?.why && say(t, back.why)}
      />
      <SubmitButton kind="secondary">
        {t(isGiven ? 'dossiers.passing.give_back' : 'dossiers.passing.answer')}
      </SubmitButton>
    </Form>
  );
  if (!isGiven) return form;
  return (
    <div class="sl-flow">
      <Press
        desk={desk}
        path="terima"
        id={passing.id}
        label={t('dossiers.passing.accept')}
        kind="primary"
      />
      <Details summary={t('dossiers.passing.give_back')} open={back ? true : undefined}>
        {form}
      </Details>
    </div>
  );
}

/** By which name its sentences go. */
export const wordOf = ({ kind, wanted }: Pick<Passing, 'kind' | 'wanted'>) =>
  wanted ? 'wanted' : kind;

/** A form of one button about a hand-over. */
function Press(props: {
  readonly desk: Pick<Desk, 'path'>;
  readonly path: string;
  readonly id: string;
  readonly label: string;
  readonly kind?: 'primary' | 'secondary';
}) {
  return (
    <form method="post" action={`${props.desk.path}/serahkan/${props.path}`}>
      <input type="hidden" name="kunci" value={newId()} />
      <input type="hidden" name="serah" value={props.id} />
      <SubmitButton kind={props.kind ?? 'secondary'} size="sm">
        {props.label}
      </SubmitButton>
    </form>
  );
}

/** To whom, and with which words. Whoever works at no desk of the dossier can only be asked. */
export async function PassOnForm(props: {
  readonly house: House;
  readonly desk: Desk;
  readonly returned: Returned | undefined;
}) {
  const { house, desk } = props;
  const { visit, dossier } = desk;
  const { t, page: ctx, office, person: me } = visit;
  const returned = props.returned?.form === 'rekan' ? props.returned : undefined;
  const back = returned && one(returned.input, 'serah') === '' ? returned : undefined;
  const typed = (name: string) => (back ? one(back.input, name) : '');
  const desks = desk.applications
    .filter(({ outcome }) => outcome === null)
    .map(({ step_kind: kind }) => kind);
  if (desk.hand !== 'mine' || desks.length === 0) return null;
  const others = (await colleagues(house.db, office.id)).filter(
    ({ personId, roles }) =>
      personId !== me.id && personId !== dossier.applicant_id && worksAt(roles, STEP_KINDS),
  );
  const aboutNote = back?.why?.key.startsWith('dossiers.passing.note') ?? false;
  const error = back?.why && say(t, back.why);
  return (
    <Details summary={t('dossiers.passing.title')} id="ke-rekan" open={back ? true : undefined}>
      {others.length === 0 ? (
        <p class="sl-quiet">{t('dossiers.passing.nobody')}</p>
      ) : (
        <Form action={`${desk.path}/serahkan`}>
          <input type="hidden" name="kunci" value={newId()} />
          <RadioGroup
            ctx={ctx}
            name="cara"
            label={t('dossiers.passing.how')}
            value={typed('cara') || 'serahkan'}
            choices={[
              { value: 'serahkan', label: t('dossiers.passing.give') },
              { value: 'tanya', label: t('dossiers.passing.ask') },
            ]}
          />
          <SelectField
            ctx={ctx}
            name="rekan"
            label={t('dossiers.passing.whom')}
            value={typed('rekan')}
            error={aboutNote ? undefined : error}
            options={others.map(({ personId, name, roles }) => ({
              value: personId,
              label: `${name} (${roles.map((role) => t(`staff.role.${role}`)).join(', ')})`,
              group: worksAt(roles, desks)
                ? t('dossiers.passing.may_take')
                : t('dossiers.passing.may_answer'),
            }))}
          />
          <TextArea
            ctx={ctx}
            name="catatan_rekan"
            label={t('dossiers.passing.note')}
            description={t('dossiers.passing.inside')}
            rows={3}
            maxLength={NOTE_LENGTH}
            value={typed('catatan_rekan')}
            error={aboutNote ? error : undefined}
          />
          <SubmitButton kind="secondary">{t('dossiers.passing.send')}</SubmitButton>
        </Form>
      )}
    </Details>
  );
}

function Words({ text }: { readonly text: string }) {
  return (
    <>
      {text.split('\n').map((line) => (
        <p class="ds-paragraph" data-typed="">
          {line}
        </p>
      ))}
    </>
  );
}
