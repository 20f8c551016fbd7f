import { localDate, type TimeZone } from '../../../../kernel/clocks/index.ts';
import { localise } from '../../../../kernel/i18n.ts';
import { newId } from '../../../../kernel/ids.ts';
import { Alert } from '../../../../ui/alert.tsx';
import { Button, ButtonRow } from '../../../../ui/button.tsx';
import { formatWhen } from '../../../../ui/dates.tsx';
import { Details } from '../../../../ui/details.tsx';
import { TextArea } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import { Section } from '../../../../ui/page-head.tsx';
import { Tag } from '../../../../ui/tag.tsx';
import type { Visit } from '../../../../web/visit.ts';
import { writeTarget } from '../../document-hooks.ts';
import { LEAST_GROUNDS } from '../../objecting/commands.ts';
import { MOST_OBJECTION_FILES } from '../../objecting/files.ts';
import type { ObjectionRow } from '../../objecting/objecting.sql.ts';
import { objectionTo } from '../endings.ts';
import type { CitizenDossier } from './citizen-dossier.ts';
import { fileState } from './file-words.ts';
import { UploadField } from './upload-field.tsx';

/** What there is about objections to an application; undefined when there is none and none can be filed. */
export function objectionsAbout(
  visit: Visit,
  { endings }: Pick<CitizenDossier, 'endings'>,
  { view, objectBy }: CitizenDossier['applications'][number],
): { readonly earlier: readonly ObjectionRow[]; readonly until: string | undefined } | undefined {
  const earlier = endings.objections.filter((one) => one.application_id === view.id);
  const today = localDate(visit.now, visit.office.timeZone as TimeZone);
  const isOpen = !objectionTo(endings, view) && objectBy !== undefined && today <= objectBy;
  return earlier.length > 0 || isOpen
    ? { earlier, until: isOpen ? objectBy : undefined }
    : undefined;
}

/** Objecting to how an application ended, and what became of it. Works without JavaScript, like every form here. */
export function ObjectionPart(props: {
  readonly visit: Visit;
  readonly found: CitizenDossier;
  readonly application: CitizenDossier['applications'][number];
  /** The grounds as they were typed, when the form came back. */
  readonly typed?: string | undefined;
  /** Where links to the dossier's first objection lead. */
  readonly id: string | undefined;
}) {
  const { visit, found, application, id } = props;
  const { t, lang, office } = visit;
  const { view, definition } = application;
  const about = objectionsAbout(visit, found, application);
  if (!about) return null;
  const { earlier, until } = about;
  const waiting = found.endings.files.some(
    (file) => file.application_id === view.id && file.objection_id === null,
  );
  const typed = props.typed ?? '';
  const several = found.applications.length > 1;
  return (
    <Section
      title={
        several
          ? t('dossiers.objection.title_of', { service: localise(definition.name, lang).text })
          : t('dossiers.objection.title')
      }
      id={id}
    >
      {earlier.map((objection) => (
        <Filed visit={visit} found={found} objection={objection} />
      ))}
      {until ? (
        <Details
          summary={t(
            view.outcome === 'completed'
              ? 'dossiers.objection.open_completed'
              : 'dossiers.objection.open',
          )}
          open={
            waiting || typed !== '' || (view.outcome !== 'completed' && !several) ? true : undefined
          }
        >
          <p>
            {t('dossiers.objection.lead', {
              date: formatWhen(new Date(`${until}T12:00:00Z`), office.timeZone, lang, 'date'),
            })}
          </p>
          <ObjectionForm {...props} typed={typed} />
        </Details>
      ) : null}
    </Section>
  );
}

function Filed({
  visit,
  found,
  objection,
}: {
  readonly visit: Visit;
  readonly found: CitizenDossier;
  readonly objection: ObjectionRow;
}) {
  const { t, office, lang } = visit;
  const { endings } = found;
  const date = (at: Date) => formatWhen(at, office.timeZone, lang, 'date');
  const kind = objection.answer ?? 'open';
  return (
    <Alert
      kind={
        kind === 'upheld' || kind === 'deemed'
          ? 'success'
          : kind === 'rejected'
            ? 'warning'
            : 'info'
      }
      title={t(`dossiers.objection.is_${kind}`)}
    >
      <p class="ds-paragraph">
        {objection.answered_at && objection.answer !== 'deemed'
          ? t('dossiers.objection.answered_on', { date: date(objection.answered_at) })
          : t('dossiers.objection.answered_by', {
              date: date(new Date(`${objection.answer_by}T12:00:00Z`)),
            })}
      </p>
      <p class="ds-paragraph">
        <strong>{t('dossiers.objection.you_said')}</strong>{' '}
        <span data-typed="">{endings.text(objection.event_seq)}</span>
      </p>
      {objection.answer === 'deemed' ? (
        <p class="ds-paragraph">{t('dossiers.objection.deemed_then')}</p>
      ) : objection.answer ? (
        <p class="ds-paragraph">
          <strong>{t('dossiers.result.office_says')}</strong>{' '}
          <span data-typed="">{endings.text(objection.answer_seq)}</span>
        </p>
      ) : null}
      {objection.answer === 'rejected' ? (
        <p class="ds-paragraph">{t('dossiers.objection.what_then')}</p>
      ) : null}
    </Alert>
  );
}

function ObjectionForm(props: {
  readonly visit: Visit;
  readonly found: CitizenDossier;
  readonly application: CitizenDossier['applications'][number];
  readonly typed: string;
}) {
  const { visit, found, application, typed } = props;
  const { t, page: ctx, office } = visit;
  const { view } = application;
  const dossierId = found.dossier.id;
  const files = found.endings.files.filter(
    (file) => file.application_id === view.id && file.objection_id === null,
  );
  return (
    <Form action={`/${office.slug}/berkas/${dossierId}/keberatan?permohonan=${view.id}`} multipart>
      <input type="hidden" name="kunci" value={newId()} />
      <TextArea
        ctx={ctx}
        name="dasar"
        id={`dasar-${view.id}`}
        label={t('dossiers.objection.grounds')}
        description={t('dossiers.objection.grounds_help', { least: LEAST_GROUNDS })}
        rows={6}
        maxLength={4000}
        value={typed}
      />
      {files.length > 0 ? (
        <ul class="sl-rows">
          {files.map((file) => {
            const state = fileState(ctx, file);
            return (
              <li>
                <p>
                  {file.name} <Tag tone={state.tone}>{state.words}</Tag> {state.why}{' '}
                  <Button
                    type="submit"
                    kind="tertiary"
                    size="sm"
                    name="tindakan"
                    value={`hapus:${file.document_id}`}
                    label={t('dossiers.files.remove_named', { name: file.name })}
                  >
                    {t('dossiers.files.remove')}
                  </Button>
                </p>
              </li>
            );
          })}
        </ul>
      ) : null}
      <UploadField
        ctx={ctx}
        slug={office.slug}
        name="berkas"
        label={t('dossiers.objection.files', { most: MOST_OBJECTION_FILES })}
        target={writeTarget({ kind: 'objection', dossierId, applicationId: view.id })}
        multiple
      />
      <ButtonRow>
        <Button type="submit" name="tindakan" value="kirim" kind="secondary">
          {t('dossiers.objection.send')}
        </Button>
        <Button type="submit" kind="tertiary" name="tindakan" value="simpan">
          {t('dossiers.objection.upload')}
        </Button>
      </ButtonRow>
    </Form>
  );
}
