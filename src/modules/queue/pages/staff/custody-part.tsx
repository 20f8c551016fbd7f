import { localise } from '../../../../kernel/i18n.ts';
import { newId } from '../../../../kernel/ids.ts';
import { SubmitButton } from '../../../../ui/button.tsx';
import { formatWhen } from '../../../../ui/dates.tsx';
import { CheckboxGroup } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import { Section } from '../../../../ui/page-head.tsx';
import type { Visit } from '../../../../web/visit.ts';
import type { Office } from '../../../offices/index.ts';
import { sheetsOf } from '../../one-sheet.ts';
import type { OriginalRow, Place } from '../../originals.sql.ts';
import { nameOf, type Returned, typedIn } from './counter-form.ts';

interface Props {
  readonly visit: Visit;
  readonly office: Office;
  readonly dossierId: string;
  readonly originals: readonly OriginalRow[];
  /** Whether the visitor may move originals. */
  readonly works: boolean;
  readonly returned: Returned | undefined;
}

/** Where every original lies, since when, and how it goes to the other place. */
export function Custody(props: Props) {
  const { visit, originals } = props;
  const { t } = visit;
  const shown = originals.filter(({ found }) => found !== null && found !== 'missing');
  if (shown.length === 0) return null;
  return (
    <Section title={t('queue.custody.title')} id="asli">
      <At {...props} place="office" rows={shown.filter(({ place }) => place === 'office')} />
      <At {...props} place="applicant" rows={shown.filter(({ place }) => place === 'applicant')} />
    </Section>
  );
}

function At(props: Props & { readonly place: Place; readonly rows: readonly OriginalRow[] }) {
  const { visit, office, dossierId, works, place, rows, returned } = props;
  const { t, page: ctx, lang } = visit;
  if (rows.length === 0) return null;
  const label = t(place === 'office' ? 'queue.custody.at_office' : 'queue.custody.at_applicant');
  const words = (row: OriginalRow) =>
    `${localise(row.name, lang).text}${
      row.placeSince
        ? `, ${t('queue.receipt.since', { when: formatWhen(row.placeSince, office.timeZone, lang) })}`
        : ''
    }`;
  if (!works)
    return (
      <>
        <p>{label}</p>
        <ul class="ds-list">
          {sheetsOf(rows).map(([row]) => (
            <li>{words(row)}</li>
          ))}
        </ul>
      </>
    );
  return (
    <Form action={`/${office.slug}/petugas/loket/${dossierId}/asli`}>
      <input type="hidden" name="kunci" value={newId()} />
      <input type="hidden" name="ke" value={place === 'office' ? 'pemohon' : 'kantor'} />
      <CheckboxGroup
        ctx={ctx}
        name="asli"
        id={`asli-${place}`}
        label={label}
        values={typedIn(returned, 'asli').many('asli')}
        choices={sheetsOf(rows).map(([row]) => ({ value: nameOf(row), label: words(row) }))}
      />
      <SubmitButton kind="secondary">
        {t(place === 'office' ? 'queue.custody.give' : 'queue.custody.take')}
      </SubmitButton>
    </Form>
  );
}
