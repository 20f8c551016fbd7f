import assert from 'node:assert/strict';
import { test } from 'node:test';
import { translator } from '../../kernel/i18n.ts';
import { exampleOffice } from '../offices/example.fixture.ts';
import type { Office } from '../offices/index.ts';
import { cancelledLetter, meetingLetter } from './letters.ts';

const {
  slug,
  code,
  name,
  kind: _kind,
  timeZone: _zone,
  ...profile
} = exampleOffice('kantor-uji', 'UJI');

/** An office with its own words for some letters. */
function officeWith(letters: Office['profile']['letters']): Office {
  return {
    ...{ id: '', slug, code, name, kind: 'local', parentId: null, ancestors: [] },
    ...{ timeZone: 'Asia/Jakarta', practice: false, practiceOf: null },
    profile: {
      ...profile,
      counters: [],
      guide: [],
      correctionWorkingDays: 14,
      ...(letters && { letters }),
    },
  };
}

const scene = (office: Office, lang: 'id' | 'en' = 'id') => ({
  ...{ t: translator(lang), lang, office, number: 'UJI-26-000001-7' },
  url: 'https://loket.example/kantor-uji/berkas/1/jadwal',
});
const meeting = {
  startsAt: new Date('2026-12-01T02:00:00Z'),
  counterName: { id: 'Loket 2' },
  bring: [{ id: 'KTP asli' }],
  reason: 'Petugas sakit.',
};
const OWN = {
  subject: { id: 'Jadwal baru {nomor}: {waktu}' },
  body: { id: 'Datanglah {waktu} di {tempat}.\n\n{alasan}\n\n{bawa}\n\n{batas_ubah}' },
};

test('an office’s own words for a moved meeting say when, where, why and what to bring', () => {
  const own = meetingLetter(scene(officeWith({ meeting_moved: OWN })), 'moved', meeting);
  assert.match(own.subject, /^Jadwal baru UJI-26-000001-7: .*1 Desember 2026/);
  assert.match(own.body, /^Datanglah .*09\.00.* di Loket 2, Kantor kantor-uji/);
  assert.match(own.body, /Petugas sakit\./);
  assert.match(own.body, /- KTP asli/);
  assert.match(
    own.body,
    /kantor-uji\/berkas\/1\/jadwal\n\nKantor kantor-uji$/,
    'link and name end every letter',
  );
});

test('where the office says nothing, and for a reader whose language it has not, the house speaks', () => {
  const house = meetingLetter(scene(officeWith(undefined)), 'moved', meeting);
  const other = meetingLetter(scene(officeWith({ meeting_fixed: OWN })), 'moved', meeting);
  assert.deepEqual(other, house);
  const english = meetingLetter(scene(officeWith({ meeting_moved: OWN }), 'en'), 'moved', meeting);
  assert.doesNotMatch(english.body, /Datanglah/);
});

test('a cancelled meeting says what comes next in the office’s words too', () => {
  const words = {
    subject: { id: 'Batal {nomor}' },
    body: { id: 'Jadwal {waktu} batal. {alasan} {langkah_berikut}' },
  };
  const office = officeWith({ meeting_cancelled: words });
  const letter = cancelledLetter(scene(office), { ...meeting, withdrawn: true });
  assert.match(letter.body, /permohonan dicabut/);
});
