import { isMessageKey, say, type Translate } from '../../../../kernel/i18n.ts';
import { Alert } from '../../../../ui/alert.tsx';
import { SubmitButton } from '../../../../ui/button.tsx';
import { FileField, TextArea } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import { Section } from '../../../../ui/page-head.tsx';
import { Table } from '../../../../ui/table.tsx';
import { Tag, type Tone } from '../../../../ui/tag.tsx';
import type { Visit } from '../../../../web/visit.ts';
import type { DecreeLine, DecreeReading } from '../decree.ts';
import type { Booking } from '../misfits.ts';
import type { Faults } from '../saved.ts';
import { DayWords } from './day-words.tsx';
import { Problems } from './fields.tsx';
import { SettingsPage, type SettingsRooms, settingsPath } from './frame.tsx';
import { NewlyOutside } from './outside.tsx';
import { typedOf } from './typed.ts';

/** What was sent, and what it would do. */
export interface DecreeShown {
  readonly text: string;
  readonly reading?: DecreeReading;
  readonly newly?: readonly Booking[];
  readonly edition?: string;
  readonly faults?: Faults;
}

const EXAMPLE = `tanggal,jenis,nama,status,dasar
01/01/2027,libur,Tahun Baru 2027 Masehi,resmi,SKB 3 Menteri
11/03/2027,cuti bersama,Cuti bersama Idul Fitri,resmi,SKB 3 Menteri`;

const TONES: Readonly<Record<DecreeLine['fate'], Tone>> = {
  added: 'success',
  changed: 'info',
  same: 'neutral',
  national: 'neutral',
  removed: 'warning',
};

export function DecreePage(props: { visit: Visit; rooms: SettingsRooms; shown: DecreeShown }) {
  const { visit, rooms, shown } = props;
  const { t, page: ctx } = visit;
  const typed = typedOf(t, {}, shown.faults);
  const mistakes = shown.reading?.mistakes ?? [];
  return (
    <SettingsPage
      visit={visit}
      rooms={rooms}
      path="/libur/impor"
      title={t('offices.decree.title')}
      lead={t('offices.decree.lead')}
      above={[{ label: t('offices.settings.card.days_off'), href: settingsPath(visit, '/libur') }]}
    >
      <Problems ctx={ctx} typed={typed} />
      {mistakes.length === 0 ? null : (
        <Alert
          kind="danger"
          live="alert"
          title={t('offices.decree.mistakes', { count: mistakes.length })}
        >
          <ul class="ds-list">
            {mistakes.slice(0, 50).map(({ line, column, key, params }) => (
              <li>
                {t('offices.decree.at_line', { line, column: columnWords(t, column) })}{' '}
                {say(t, { key, params })}
              </li>
            ))}
          </ul>
        </Alert>
      )}
      {shown.reading && mistakes.length === 0 ? (
        <Effect visit={visit} shown={shown} lines={shown.reading.lines} />
      ) : null}
      <Section title={t('offices.decree.table')} id="isian">
        <Form action={settingsPath(visit, '/libur/impor')} multipart>
          <FileField
            ctx={ctx}
            name="berkas"
            id="f-berkas"
            label={t('offices.decree.file')}
            description={t('offices.decree.file_help')}
            accept=".csv,.txt,text/csv,text/plain"
            optional
            error={typed.error('berkas')}
          />
          <TextArea
            ctx={ctx}
            name="isi"
            id="f-isi"
            label={t('offices.decree.text')}
            description={t('offices.decree.text_help')}
            rows={10}
            value={shown.text === '' && !shown.faults ? EXAMPLE : shown.text}
            error={typed.error('isi')}
          />
          <SubmitButton kind={shown.reading && mistakes.length === 0 ? 'secondary' : 'primary'}>
            {t('offices.decree.look')}
          </SubmitButton>
        </Form>
      </Section>
    </SettingsPage>
  );
}

/** A column as the table's heading calls it. */
function columnWords(t: Translate, column: string): string {
  const key = `offices.decree.column.${column}`;
  return isMessageKey(key) ? t(key) : column;
}

function Effect(props: { visit: Visit; shown: DecreeShown; lines: readonly DecreeLine[] }) {
  const { visit, shown, lines } = props;
  const { t, lang, page: ctx } = visit;
  const acts = lines.filter(({ fate }) => fate !== 'same' && fate !== 'national').length;
  const newly = shown.newly ?? [];
  return (
    <Section title={t('offices.decree.effect')} id="akibat">
      <p class="ds-paragraph">
        {acts === 0
          ? t('offices.decree.no_effect')
          : t('offices.decree.effect_lead', { count: acts })}
      </p>
      <Table
        ctx={ctx}
        caption={t('offices.decree.effect')}
        captionHidden
        rows={lines}
        columns={[
          {
            key: 'day',
            head: t('offices.days_off.day'),
            rowHead: true,
            cell: ({ day }) => <DayWords day={day} lang={lang} />,
          },
          {
            key: 'name',
            head: t('offices.days_off.name'),
            cell: ({ off }) => <span lang="id">{off.name}</span>,
          },
          {
            key: 'kind',
            head: t('offices.days_off.kind'),
            cell: ({ off }) => t(`offices.days_off.kind_${off.kind}`),
          },
          {
            key: 'fate',
            head: t('offices.decree.fate'),
            cell: ({ fate }) => <Tag tone={TONES[fate]}>{t(`offices.decree.fate_${fate}`)}</Tag>,
          },
        ]}
      />
      {acts === 0 ? null : (
        <Form action={settingsPath(visit, '/libur/impor')}>
          <NewlyOutside visit={visit} bookings={newly} />
          <input type="hidden" name="isi" value={shown.text} />
          <input type="hidden" name="edisi" value={shown.edition} />
          <SubmitButton name="langkah" value="simpan">
            {t(newly.length > 0 ? 'offices.outside.save' : 'offices.decree.save', { count: acts })}
          </SubmitButton>
        </Form>
      )}
    </Section>
  );
}
