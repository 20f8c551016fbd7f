import { localise } from '../../../../kernel/i18n.ts';
import { newId } from '../../../../kernel/ids.ts';
import { Alert } from '../../../../ui/alert.tsx';
import { Button, ButtonRow, LinkButton } from '../../../../ui/button.tsx';
import { formatWhen } from '../../../../ui/dates.tsx';
import { Details } from '../../../../ui/details.tsx';
import { FileField, TextArea } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import { Section } from '../../../../ui/page-head.tsx';
import { Tag } from '../../../../ui/tag.tsx';
import type { Visit } from '../../../../web/visit.ts';
import { WRITTEN } from '../../filing/way.ts';
import { LEAST_GROUNDS } from '../../objecting/commands.ts';
import type { CitizenDossier } from '../citizen/citizen-dossier.ts';
import { fileState } from '../citizen/file-words.ts';
import { ACCEPT } from '../citizen/upload-field.tsx';
import { objectionTo } from '../endings.ts';
import { WayField } from './way-field.tsx';

/** What an officer had typed when the form came back. */
export interface TypedObjection {
  readonly applicationId: string;
  readonly text: string;
}

/** Objecting for somebody who does it on paper: the form to print, the signed paper to hand in, and the receipt to take home. */
export function BehalfObjection(props: {
  readonly visit: Visit;
  readonly found: CitizenDossier;
  readonly application: CitizenDossier['applications'][number];
  readonly path: string;
  readonly typed: TypedObjection | undefined;
}) {
  const { visit, found, application, path } = props;
  const { t, office, lang, now } = visit;
  const { view, definition, objectBy } = application;
  const filed = objectionTo(found.endings, view);
  const day = (date: string) =>
    formatWhen(new Date(`${date}T12:00:00Z`), office.timeZone, lang, 'date');
  const print = `${path}/atas-nama/keberatan.pdf?permohonan=${view.id}`;
  if (filed)
    return (
      <Section title={titleOf(props)}>
        <Alert kind="info" title={t('dossiers.behalf.objection.there')}>
          {t('dossiers.objection.answer_by', { date: day(filed.answer_by) })}
        </Alert>
        <LinkButton href={print} kind="secondary" download>
          {t('dossiers.behalf.objection.receipt')}
        </LinkButton>
      </Section>
    );
  // The command decides by the office's own midnight.
  if (!objectBy || now.getTime() > Date.parse(`${objectBy}T15:00:00Z`)) return null;
  return (
    <Details
      summary={titleOf(props)}
      id={`keberatan-${view.id}`}
      open={
        view.outcome !== 'completed' || props.typed?.applicationId === view.id ? true : undefined
      }
    >
      <p>{t('dossiers.behalf.objection.text', { date: day(objectBy) })}</p>
      <LinkButton href={print} kind="secondary" download>
        {t('dossiers.behalf.objection.print')}
      </LinkButton>
      <ObjectionForm {...props} service={localise(definition.name, lang).text} />
    </Details>
  );
}

function titleOf({ visit, found, application }: Parameters<typeof BehalfObjection>[0]): string {
  const { t, lang } = visit;
  return found.applications.length > 1
    ? t('dossiers.objection.title_of', {
        service: localise(application.definition.name, lang).text,
      })
    : t('dossiers.objection.title');
}

function ObjectionForm(
  props: Parameters<typeof BehalfObjection>[0] & { readonly service: string },
) {
  const { visit, found, application, path, typed } = props;
  const { t, page: ctx } = visit;
  const { id } = application.view;
  const files = found.endings.files.filter(
    (file) => file.application_id === id && file.objection_id === null,
  );
  return (
    <Form action={`${path}/atas-nama/keberatan?permohonan=${id}`} multipart>
      <input type="hidden" name="kunci" value={newId()} />
      <TextArea
        ctx={ctx}
        name="dasar"
        id={`dasar-${id}`}
        label={t('dossiers.behalf.objection.grounds')}
        description={t('dossiers.behalf.objection.grounds_help', { least: LEAST_GROUNDS })}
        rows={5}
        maxLength={4000}
        value={typed?.applicationId === id ? typed.text : ''}
      />
      {files.map((file) => {
        const state = fileState(ctx, file);
        return (
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
        );
      })}
      <FileField
        ctx={ctx}
        name="surat"
        id={`keberatan-surat-${id}`}
        label={t('dossiers.behalf.objection.paper')}
        accept={ACCEPT}
        optional={files.length > 0 ? 'unmarked' : undefined}
      />
      <WayField ctx={ctx} id={`lewat-keberatan-${id}`} ways={WRITTEN} />
      <ButtonRow>
        <Button type="submit" kind="secondary" name="tindakan" value="kirim">
          {t('dossiers.behalf.objection.do')}
        </Button>
      </ButtonRow>
    </Form>
  );
}
