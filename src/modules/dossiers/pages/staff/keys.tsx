import { KeyList } from '../../../../ui/key-list.tsx';
import { waysIn } from '../../../../ui/staff-layout.tsx';
import type { Visit } from '../../../../web/visit.ts';
import type { Desk } from './desk.ts';
import { staffNav } from './nav.ts';

const JUDGING = 'form[action$="/penilaian"]';
/** The document that is looked at: the present one, or the member of a zip within it. */
const PAPER = ':is(#anggota-now, #dokumen-now:not(:has(#anggota-now)))';

/** The keys of the dossier's page. Its script shows the button: without one there are no such keys, and none are needed. */
export function DeskKeys({ desk }: { readonly desk: Desk }) {
  const { t, office } = desk.visit;
  const words = (name: Parameters<typeof key>[1]) => key(t, name);
  return (
    <KeyList
      ctx={desk.visit.page}
      walks=".sl-beside > :first-child li[id^=syarat-]"
      lines={[
        { key: '1', words: t('dossiers.desk.verdict.accepted'), to: `${JUDGING} [value=diterima]` },
        { key: '2', words: t('dossiers.desk.verdict.deficient'), to: `${JUDGING} [value=kurang]` },
        { key: '3', words: t('dossiers.desk.verdict.missing'), to: `${JUDGING} [value=tidak_ada]` },
        { key: 'Enter', words: t('dossiers.desk.verdict.save'), to: `${JUDGING}:has(:checked)` },
        { key: 'S', words: words('alike'), to: `${JUDGING}:has(:checked) [name=untuk]` },
        { key: 'C', words: words('note'), to: `${JUDGING} [name=catatan]` },
        { key: 'J', words: words('next') },
        { key: 'K', words: words('before') },
        { key: 'B', words: words('paper'), to: `${PAPER} :is(.sl-viewer-frame, .sl-words)` },
        { key: 'N', words: words('page_next'), to: `${PAPER} [rel=next]` },
        { key: 'P', words: words('page_before'), to: `${PAPER} [rel=prev]` },
        { key: '+', words: words('larger'), to: `${PAPER} [data-lihat=besar]` },
        { key: '-', words: words('smaller'), to: `${PAPER} [data-lihat=kecil]` },
        { key: 'R', words: words('turn'), to: `${PAPER} [data-lihat=putar]` },
        {
          key: 'M',
          words: words('message'),
          to: ':is(#tulis-pesan, .ds-tabs a[href*="bagian=pesan"]:not([aria-current]))',
        },
        { key: 'T', words: words('saved'), to: 'sl-saved > details' },
        { key: 'L', words: words('letter'), to: '#langkah a[href*="surat?"]' },
        { key: 'H', words: words('hand_over'), to: '#ke-rekan' },
        { key: 'A', words: words('take'), to: 'form[action$="/ambil"] [name=alasan]' },
        { key: 'G', words: words('list'), to: `.sl-staff-nav a[href="/${office.slug}/petugas"]` },
      ]}
    />
  );
}

/** The keys of the work list. */
export function ListKeys({ visit }: { readonly visit: Visit }) {
  const { t } = visit;
  return (
    <KeyList
      ctx={visit.page}
      walks="#dari-rekan li, table tbody tr"
      lines={[
        { key: 'A', words: key(t, 'take_next'), to: 'form[action$="/petugas/ambil"] button' },
        { key: 'J', words: key(t, 'down') },
        { key: 'K', words: key(t, 'up') },
        { key: 'N', words: key(t, 'page_next'), to: '.sl-pagination a[href*="setelah="]' },
        { key: 'P', words: key(t, 'page_before'), to: '.sl-pagination a:not([href*="setelah="])' },
        ...waysIn(staffNav(visit, 'daftar')).filter(({ key: name }) => name !== 'G'),
      ]}
    />
  );
}

const key = (
  t: Visit['t'],
  name:
    | 'alike'
    | 'note'
    | 'next'
    | 'before'
    | 'paper'
    | 'page_next'
    | 'page_before'
    | 'larger'
    | 'smaller'
    | 'turn'
    | 'message'
    | 'saved'
    | 'letter'
    | 'hand_over'
    | 'take'
    | 'list'
    | 'take_next'
    | 'down'
    | 'up',
) => t(`dossiers.keys.${name}`);
