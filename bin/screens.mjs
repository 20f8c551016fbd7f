// npm run screens: walks the journeys in a real browser and leaves the pictures of docs/users/, cut and made small.
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureInstalled, projectNode, requireNode, root, runToEnd } from './ready.mjs';

/**
 * Each picture of the guides: what the journeys call the page, how it is looked at, and which part of it is shown, in
 * pixels from the top.
 * @type {readonly (readonly [name: string, page: string, look: string, from: number, height: number, width?: number])[]}
 */
const PICTURES = [
  ['01-beranda', 'home', '1280.id.plain', 0, 900],
  ['02-buat-akun', 'register', '360.id', 0, 880],
  ['03-dasbor-baru', 'dashboard-of-somebody-new', '360.id', 0, 700],
  ['04-isian', 'application-form-empty', '360.id', 0, 1100],
  ['05-unggah', 'application-form-while-a-file-is-on-its-way', '360.id', 2330, 1000],
  ['06-lanjutkan-unggahan', 'application-form-with-an-unfinished-file', '360.id', 2400, 1000],
  ['07-dokumen-ditolak', 'application-form-with-a-refused-file', '1280.id.plain', 4470, 460, 720],
  ['08-tanda-terima', 'receipt', '360.id', 0, 1500],
  ['09-yang-perlu-diperbaiki', 'correction', '360.id', 0, 1700],
  ['10-pilih-jadwal', 'seats-to-pick', '360.id', 0, 1250],
  ['11-jadwal', 'meeting-fixed', '360.id', 0, 1250],
  ['12-dasbor', 'dashboard-with-a-dossier', '360.id', 0, 960],
  ['13-lacak', 'track-how-far-it-is', '360.id', 0, 1200],
  ['16-apa-yang-terjadi', 'begin-with-what-happened', '1280.id', 0, 900],
  ['17-beberapa-permohonan', 'dossier-of-several-services-one-to-correct', '1280.id', 0, 1300],
  ['14-hasil', 'dossier-with-its-result', '1280.id', 0, 1440, 800],
  ['15-keberatan', 'objection', '1280.id', 1080, 1000, 800],
  ['21-daftar-kerja', 'work-list', '1280.id.plain', 0, 600],
  ['22-berkas', 'dossier-on-the-desk', '1280.id.plain', 0, 1150],
  ['23-surat-perbaikan', 'letter-before-it-goes-out', '1280.id.plain', 0, 800],
  ['24-lama-dan-baru', 'old-and-new-side-by-side', '1280.id.plain', 0, 1150],
  ['25-beri-jadwal', 'seats-to-give', '1280.id.plain', 0, 1150],
  [
    '26-catat-hasil',
    'a-step-by-hand-without-proof-at-ptsp-jakarta-utara',
    '1280.id.plain',
    0,
    1100,
  ],
  ['27-perpanjang-waktu', 'more-time', '1280.id', 0, 1680],
  ['28-siapkan-hasil', 'result-to-be-made-ready', '1280.id', 0, 1240],
  ['29-jawab-keberatan', 'an-objection-on-the-desk', '1280.id', 0, 1340],
  ['71-jangan-dilayani', 'counter-says-another-time', '1280.id', 0, 900],
  ['72-layani', 'counter-says-serve', '1280.id', 0, 880],
  ['73-cocokkan-asli', 'counter-with-an-original-to-compare', '1280.id', 0, 1250],
  ['74-berbeda', 'counter-with-an-original-that-differs', '1280.id', 0, 1720],
  ['75-diterima', 'counter-after-the-hand-over', '1280.id', 0, 760],
  ['81-angka', 'figures-after-a-whole-day', '1280.id', 0, 1500],
  ['82-daftar-angka', 'list-behind-a-figure-of-the-day', '1280.id', 0, 520],
  ['61-latihan', 'practice-with-a-file', '1280.id', 0, 1100],
  ['62-umpan-balik', 'feedback', '1280.id', 0, 1000],
  ['63-kelas-latihan', 'results-of-a-class', '1280.id', 0, 900],
  ['31-daftar-layanan', 'services-of-the-office', '1280.id', 0, 800],
  ['32-persyaratan-layanan', 'service-requirements', '1280.id', 0, 700],
  ['33-belum-dapat-diterbitkan', 'service-that-cannot-be-published', '1280.id', 0, 760],
  ['34-terbitkan', 'service-ready-to-be-published', '1280.id', 0, 1100],
  ['51-ajukan', 'filing-for-a-citizen-begins', '1280.id', 0, 1180],
  ['52-tanda-terima-loket', 'receipt-at-the-counter', '1280.id', 0, 860],
  ['53-klaim', 'claim-a-dossier-from-the-counter', '1280.id', 0, 1200],
  ['41-atur-kantor', 'run-the-office', '1280.id', 0, 800],
  ['42-jam-pelayanan', 'opening-hours', '1280.id', 0, 1150],
  ['43-impor-skb', 'what-a-decree-changes', '1280.id', 0, 1000],
  ['44-surat', 'a-letter-looked-at', '1280.id', 0, 1200],
  ['45-rekan', 'a-colleague-and-their-work', '1280.id', 0, 1150],
  ['46-audit', 'audit', '1280.id', 0, 620],
  ['38-pesan', 'attachment-and-saved-answer-on-the-desk', '1280.id', 560, 1500],
  ['39-tombol-cepat', 'keys-of-the-dossier', '1280.id', 0, 760],
  ['40-dari-rekan', 'work-list-with-a-dossier-from-a-colleague', '1280.id', 0, 700],
  ['35-versi-layanan', 'service-with-two-versions', '1280.id', 0, 1000],
];
const MOST_BYTES = 150 * 1024;

requireNode();
ensureInstalled({ dev: true });
const folder = process.env['SCREENS'] ?? mkdtempSync(join(tmpdir(), 'satu-loket-screens-'));
if (process.env['SCREENS'] === undefined) {
  const code = await runToEnd(
    projectNode(),
    [
      '--import',
      './bin/tsx-hooks.mjs',
      '--test',
      '--test-concurrency=2',
      'test/journeys/*.test.ts',
    ],
    { env: { ...process.env, SCREENS: folder } },
  );
  if (code !== 0) process.exit(code);
}

const { default: sharp } = await import('sharp');
const place = join(root, 'docs', 'users');
mkdirSync(place, { recursive: true });
for (const [name, page, look, from, height, width] of PICTURES) {
  const whole = sharp(join(folder, `${page}.${look}.png`));
  const size = await whole.metadata();
  const top = Math.min(from, Math.max(0, size.height - height));
  const file = join(place, `${name}.png`);
  await whole
    .extract({
      left: 0,
      top,
      width: Math.min(width ?? size.width, size.width),
      height: Math.min(height, size.height - top),
    })
    .png({ palette: true, colours: 64, effort: 10 })
    .toFile(file);
  if (statSync(file).size > MOST_BYTES)
    throw new Error(`${file} is larger than ${MOST_BYTES} bytes.`);
}
if (process.env['SCREENS'] === undefined) rmSync(folder, { recursive: true, force: true });
console.log(
  `${PICTURES.length} gambar di docs/users/. / ${PICTURES.length} pictures in docs/users/.`,
);
