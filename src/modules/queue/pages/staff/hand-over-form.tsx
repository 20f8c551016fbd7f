import { localise, say } from '../../../../kernel/i18n.ts';
import { newId } from '../../../../kernel/ids.ts';
import { SubmitButton } from '../../../../ui/button.tsx';
import { Details } from '../../../../ui/details.tsx';
import { CheckboxGroup, RadioGroup, TextArea } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import { Columns, Section } from '../../../../ui/page-head.tsx';
import type { Visit } from '../../../../web/visit.ts';
import { sheetsOf } from '../../one-sheet.ts';
import type { OriginalRow } from '../../originals.sql.ts';
import { NOTE_LENGTH } from '../../rules.ts';
import { nameOf, type Returned, typedIn } from './counter-form.ts';

/** Each original beside its scan, the signature, and the two ends. */
export function HandOverForm(props: {
  readonly visit: Visit;
  readonly dossierId: string;
  readonly originals: readonly OriginalRow[];
  readonly returned: Returned | undefined;
}) {
  const { visit, dossierId, originals, returned } = props;
  const { t, page: ctx, office } = visit;
  const typed = typedIn(returned, 'serah');
  const why = returned?.form === 'serah' ? returned.why : undefined;
  /** What was refused, beside the field that it is about. */
  const beside = (key: string) => (why?.key === key ? say(t, why) : undefined);
  const unticked = beside('queue.accept.not_all_ticked');
  const several = new Set(originals.map(({ applicationId }) => applicationId)).size > 1;
  return (
    <Form action={`/${office.slug}/petugas/loket/${dossierId}`} id="serah">
      <input type="hidden" name="kunci" value={newId()} />
      {originals.length === 0 ? <p>{t('queue.counter.no_originals')}</p> : null}
      {sheetsOf(originals).map((sheet) => (
        <OneSheet
          visit={visit}
          dossierId={dossierId}
          sheet={sheet}
          several={several}
          typed={typed}
          unticked={unticked}
        />
      ))}
      <CheckboxGroup
        ctx={ctx}
        name="tanda_tangan"
        label={t('queue.counter.signature')}
        values={typed.many('tanda_tangan')}
        error={beside('queue.accept.not_signed')}
        choices={[{ value: 'ya', label: t('queue.counter.signed') }]}
      />
      <SubmitButton name="tindakan" value="terima">
        {t('queue.counter.accept')}
      </SubmitButton>
      <Details
        summary={t('queue.counter.give_back')}
        open={typed.one('tindakan') === 'kembalikan' || why?.key === 'queue.accept.not_all_match'}
      >
        <TextArea
          ctx={ctx}
          name="alasan"
          label={t('queue.counter.why_back')}
          description={t('queue.counter.why_back_help')}
          rows={3}
          maxLength={NOTE_LENGTH.most}
          value={typed.one('alasan')}
          optional="unmarked"
          error={beside('queue.return.reason_needed')}
        />
        <SubmitButton kind="danger" name="tindakan" value="kembalikan">
          {t('queue.counter.give_back')}
        </SubmitButton>
      </Details>
    </Form>
  );
}

/** One sheet of paper, for every application that needs it. */
function OneSheet(props: {
  readonly visit: Visit;
  readonly dossierId: string;
  readonly sheet: readonly [OriginalRow, ...OriginalRow[]];
  /** The meeting is about several applications. */
  readonly several: boolean;
  readonly typed: ReturnType<typeof typedIn>;
  /** What to say where no mark was made, when the form came back for that. */
  readonly unticked: string | undefined;
}) {
  const { visit, dossierId, sheet, several, typed, unticked } = props;
  const [row] = sheet;
  const liesHere = sheet.some(({ place }) => place === 'office');
  const { t, page: ctx, lang, office } = visit;
  const name = nameOf(row);
  const title = localise(row.name, lang).text;
  const picture = `/${office.slug}/petugas/berkas/${dossierId}/gambar/${row.versionId ?? ''}/1`;
  return (
    <Section title={title}>
      {several ? (
        <p class="sl-quiet">
          {t('dossiers.form.serves', {
            services: sheet.map(({ serviceName }) => localise(serviceName, lang).text).join(', '),
          })}
        </p>
      ) : null}
      <Columns
        even
        main={
          row.versionId ? (
            <a href={picture} target="_blank" rel="noopener">
              <img
                class="sl-scan"
                src={picture}
                width="600"
                height="420"
                loading="lazy"
                alt={t('queue.counter.scan_of', { name: title })}
              />
            </a>
          ) : (
            <p class="sl-quiet">{t('queue.counter.no_scan')}</p>
          )
        }
        aside={
          <>
            <RadioGroup
              ctx={ctx}
              name={`asli.${name}`}
              label={t('queue.counter.compare')}
              value={typed.one(`asli.${name}`)}
              error={typed.one(`asli.${name}`) === '' ? unticked : undefined}
              choices={[
                { value: 'sesuai', label: t('queue.counter.matches') },
                { value: 'berbeda', label: t('queue.counter.differs') },
                // What lies here is not missing.
                ...(liesHere ? [] : [{ value: 'tidak_dibawa', label: t('queue.counter.missing') }]),
              ]}
            />
            {liesHere ? (
              <p>{t('queue.custody.at_office')}</p>
            ) : (
              <CheckboxGroup
                ctx={ctx}
                name="simpan"
                id={`simpan.${name}`}
                label={t('queue.counter.custody')}
                values={typed.many('simpan')}
                optional="unmarked"
                choices={[{ value: name, label: t('queue.counter.keep') }]}
              />
            )}
          </>
        }
      />
    </Section>
  );
}
