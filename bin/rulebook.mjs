// node bin/rulebook.mjs: writes docs/rulebook.md out of the rulebook itself. test/rulebook.test.ts fails while it is stale.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { say, translator } from '../src/kernel/i18n.ts';
import { RULES } from '../src/modules/dossiers/rules.ts';
import { root } from './ready.mjs';

/** @typedef {import('../src/modules/dossiers/rules.ts').ApplicationRule} Rule */
/** @typedef {import('../src/modules/dossiers/rules.ts').ApplicationFacts} Facts */

const t = translator('id');

/** @type {Record<string, string>} */
const STEPS = {
  verification: 'Pemeriksaan berkas',
  meeting: 'Tatap muka',
  payment: 'Pembayaran',
  inspection: 'Pemeriksaan lapangan',
  processing: 'Pengolahan',
  decision: 'Keputusan',
  issuance: 'Penerbitan',
  delivery: 'Penyerahan',
};

/** @type {Record<string, string>} */
const ROLES = {
  applicant: 'pemohon',
  assistant: 'pendamping',
  counter_officer: 'petugas loket',
  verifier: 'verifikator',
  operator: 'operator',
  surveyor: 'juru ukur',
  signatory: 'penanda tangan',
  cashier: 'kasir',
  head_of_office: 'kepala kantor',
  house: 'sistem',
};

/** @type {Record<string, string>} */
const RULE_WORDS = {
  submit: 'Mengirim permohonan',
  judge: 'Menilai satu syarat',
  request_correction: 'Meminta perbaikan dengan satu surat',
  answer_correction: 'Mengirim perbaikan',
  complete_verification: 'Menyatakan berkas lengkap',
  offer_seats: 'Menawarkan jadwal',
  fix_seat: 'Menetapkan jadwal',
  pick_seat: 'Memilih jadwal',
  move_seat: 'Memindahkan jadwal',
  free_seat: 'Membatalkan jadwal',
  let_offer_lapse: 'Tawaran jadwal berakhir',
  record: 'Mencatat hasil',
  refuse: 'Mencatat hasil negatif',
  ready_result: 'Menyiapkan hasil untuk pemohon',
  collect_result: 'Mengunduh hasil',
  hand_over_result: 'Menyerahkan hasil di loket',
  extend_time: 'Memperpanjang waktu',
  let_lapse: 'Permohonan kedaluwarsa',
  object: 'Mengajukan keberatan',
  uphold_objection: 'Mengabulkan keberatan',
  deem_granted: 'Keberatan dianggap dikabulkan',
  reject_objection: 'Menolak keberatan',
  withdraw: 'Mencabut permohonan',
};

/** @type {Record<string, string>} */
const OUTCOMES = {
  completed: 'selesai',
  refused: 'ditolak',
  withdrawn: 'dicabut',
  lapsed: 'kedaluwarsa',
};

/** Facts under which nothing stands in the way, and what may, one thing at a time. @type {Facts} */
const FINE = {
  own: false,
  brought: false,
  unsigned: false,
  held: true,
  verdicts: { accepted: 1, deficient: 0, missing: 0, open: 0 },
  unanswered: 0,
  unexplained: 0,
  unready: 0,
  files: 1,
  next: null,
  back: null,
  proof: true,
  told: true,
  result: 'file',
  overdue: false,
  extensionsLeft: 1,
  unansweredTooLong: true,
  objection: { possible: true, late: false, filed: 'open', silent: false, decided: false },
  named: 'verification',
};
/** @type {Partial<Facts>[]} */
const OBSTACLES = [
  { own: true },
  { brought: true },
  { unsigned: true },
  { held: false },
  { verdicts: { accepted: 0, deficient: 0, missing: 0, open: 1 } },
  { verdicts: { accepted: 0, deficient: 1, missing: 0, open: 0 } },
  {},
  { unanswered: 1 },
  { unexplained: 1 },
  { unready: 1 },
  { files: 16 },
  { proof: false },
  { told: false, result: 'none' },
  { result: 'paper' },
  { overdue: true },
  { extensionsLeft: 0 },
  { unansweredTooLong: false },
  { objection: { possible: false, late: false, filed: 'none', silent: false, decided: false } },
  { objection: { possible: true, late: true, filed: 'none', silent: false, decided: false } },
  { objection: { possible: true, late: false, filed: 'answered', silent: false, decided: false } },
  { objection: { possible: true, late: false, filed: 'open', silent: false, decided: true } },
  { objection: { possible: true, late: false, filed: 'open', silent: true, decided: false } },
  { named: null },
];

/** The page as it should stand in docs/. */
export function rulebookPage() {
  const rows = RULES.map(
    (rule) =>
      `| ${ruleWord(rule)} \`${rule.name}\` | ${rule.who.map((role) => word(ROLES, role)).join(', ')} | ${rule.from
        .map(stateWord)
        .join(
          '; ',
        )} | ${leadsTo(rule)} | ${rule.guards.map(guardWord).join(' ') || '–'} | \`${rule.event}\` |`,
  );
  return [
    '# Buku aturan permohonan',
    '',
    '<!-- Made by bin/rulebook.mjs out of src/modules/dossiers/rules.ts. Change the rules, then run it again. -->',
    '',
    'Keadaan sebuah permohonan adalah langkah tempatnya berada dan siapa yang ditunggu. Semua yang boleh dilakukan ada di',
    'tabel ini; tombol, pemeriksaan izin, linimasa, dan uji coba memakai tabel yang sama. Kolom "Tidak bisa bila" memuat',
    'kalimat yang dibaca orang ketika sesuatu menghalangi.',
    '',
    '```mermaid',
    ...diagram(),
    '```',
    '',
    '| Tindakan | Siapa | Dari | Ke | Tidak bisa bila | Kejadian |',
    '|---|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

/** @returns {string[]} */
function diagram() {
  const states = [...new Set(RULES.flatMap(({ from }) => from))].filter(
    (state) => state !== 'unsent',
  );
  const lines = new Set();
  for (const rule of RULES) {
    if (rule.to === 'same' || rule.name === 'withdraw') continue;
    for (const from of rule.from)
      lines.add(`  ${node(from)} --> ${target(rule)}: ${ruleWord(rule)}`);
  }
  return [
    'stateDiagram-v2',
    ...states.map((state) => `  state "${stateWord(state)}" as ${node(state)}`),
    '  state "langkah berikutnya pada alur, atau selesai" as onward',
    '  state "langkah sebelumnya pada alur, atau ditolak" as back',
    '  state "langkah yang ditunjuk pejabat" as named',
    ...lines,
    '  note right of verification_office: Selama belum berakhir, pemohon dapat mencabut permohonan.',
  ];
}

/** @param {Rule} rule */
function target(rule) {
  return typeof rule.to === 'function' ? (rule.moves ?? 'onward') : node(rule.to);
}

/** @param {string} state */
function node(state) {
  return state === 'unsent' ? '[*]' : state.replace('/', '_');
}

/** @param {Rule} rule */
function leadsTo(rule) {
  const end = rule.outcome ? `, atau berakhir: ${word(OUTCOMES, rule.outcome)}` : '';
  if (rule.to === 'same') return 'tetap';
  if (rule.to === 'over') return `berakhir: ${word(OUTCOMES, rule.outcome ?? '')}`;
  if (typeof rule.to === 'string') return stateWord(rule.to);
  if (rule.moves === 'named') return 'langkah yang ditunjuk pejabat';
  return rule.moves === 'back'
    ? `langkah yang ditunjuk alur${end}`
    : `langkah berikutnya pada alur${end}`;
}

/** @param {Rule} rule */
function ruleWord({ name }) {
  if (name in RULE_WORDS) return word(RULE_WORDS, name);
  const [verb = '', kind = ''] = name.split('_');
  return `${word(RULE_WORDS, verb)}: ${word(STEPS, kind)}`;
}

/** @param {string} state */
function stateWord(state) {
  if (state === 'unsent') return 'belum dikirim';
  if (state === 'over') return 'sudah berakhir';
  const [kind = '', waiting] = state.split('/');
  return `${word(STEPS, kind)}, menunggu ${waiting === 'applicant' ? 'pemohon' : 'kantor'}`;
}

/** @param {Rule['guards'][number]} guard */
function guardWord(guard) {
  for (const obstacle of OBSTACLES) {
    const why = guard({ ...FINE, ...obstacle });
    if (why) return say(t, why);
  }
  throw new Error('a guard that nothing here obstructs: add to OBSTACLES');
}

/**
 * @param {Record<string, string>} words
 * @param {string} name
 */
function word(words, name) {
  const found = words[name];
  if (found === undefined) throw new Error(`no Indonesian word for ${name}`);
  return found;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  writeFileSync(join(root, 'docs', 'rulebook.md'), rulebookPage());
}
