import type { Random } from '../generate/random.ts';
import { type Act, type Habits, linksTo, linkTo, look, open } from './acts.ts';
import { formTo } from './forms.ts';
import type { Scene } from './office.ts';
import type { Surfer } from './surfer.ts';

/** The most verdicts given at one sitting. */
const VERDICTS = 3;

/** Those who verify: they look at the line, take what is next or what waits for a verdict, judge it, and write. */
export function verifierHabits(scene: Scene): Habits {
  const at = `/${scene.slug}/petugas`;
  return [
    [14, look('work list', at)],
    [
      5,
      async (surfer) => {
        const page = await surfer.go('work list', at);
        const next = linkTo(page, /href="([^"]*setelah=[^"]*)"/);
        if (next) await surfer.go('work list, next page', next);
      },
    ],
    [5, look('work list by service', (random) => `${at}?layanan=${random.pick(scene.services)}`)],
    [
      4,
      look('work list by state', (random) => {
        const state = random.pick(['meeting', 'processing', 'applicant']);
        return `${at}?keadaan=${state}`;
      }),
    ],
    [12, takeNext(scene)],
    [18, takeToVerify(scene)],
    [6, offerSeats(scene)],
    [
      5,
      look(
        'search by number',
        (random) => `${at}/cari?${new URLSearchParams({ cari: random.pick(scene.numbers) })}`,
      ),
    ],
    [
      3,
      look(
        'search by name',
        (random) => `${at}/cari?${new URLSearchParams({ cari: random.pick(scene.names) })}`,
      ),
    ],
    [3, look('schedule of the day', `${at}/jadwal`)],
  ];
}

/** "Ambil berikutnya", and whatever it is that was next. */
export const takeNext =
  (scene: Scene): Act =>
  async (surfer, random) => {
    const list = await surfer.go('work list', `/${scene.slug}/petugas`);
    const take = formTo(list, '/petugas/ambil');
    const path = take && (await surfer.send('take the next', take));
    if (path?.includes('/berkas/'))
      await work(scene, surfer, random, await surfer.go('dossier for the officer', path));
  };

/** What waits for a verdict, by the filter of the list; which of the first page differs, as between colleagues. */
const takeToVerify =
  (scene: Scene): Act =>
  async (surfer, random) => {
    const list = await surfer.go(
      'work list by state',
      `/${scene.slug}/petugas?keadaan=verification`,
    );
    const lines = linksTo(list, /href="(\/[\w-]+\/petugas\/berkas\/[\w-]{36})"/g);
    const scanned = scene.scanned.shift();
    if (!scanned && lines.length === 0) return;
    const path = scanned ? `/${scene.slug}/petugas/berkas/${scanned}` : random.pick(lines);
    const page = await take(surfer, path);
    if (scanned)
      await open(
        surfer,
        'picture of a paper',
        page,
        /src="([^"]*\/gambar\/[^"]*)"/,
        /href="([^"]*\/unduh\/[^"]*)"/,
      );
    await work(scene, surfer, random, page);
  };

/** Opens a dossier and takes it out of the line; its page, empty when a colleague has it. */
async function take(surfer: Surfer, path: string): Promise<string> {
  const page = await surfer.go('dossier for the officer', path);
  const form = formTo(page, '/ambil');
  const led =
    form && (await surfer.send('take out of turn', form, { alasan: 'Pemohon menunggu di loket.' }));
  return led ? surfer.go('dossier for the officer', led) : '';
}

/** Does with a dossier in hand what its step asks for. */
async function work(scene: Scene, surfer: Surfer, random: Random, page: string): Promise<boolean> {
  let here = page;
  for (let given = 0; given < VERDICTS; given++) {
    const form = formTo(here, '/penilaian');
    const led = form && (await surfer.send('verdict', form, verdict(random, form.choices)));
    if (!led) break;
    here = await surfer.go('dossier for the officer', led);
  }
  if (random.chance(0.15)) await write(surfer, here);
  const letter = linkTo(here, /href="([^"]*\/surat\?[^"]*)"/);
  const complete = formTo(here, '/lengkap');
  const result = formTo(here, '/hasil');
  const ready = formTo(here, '/hasil-siap');
  const over = formTo(here, '/serah');
  const photo = (files: readonly string[]) => {
    const [field] = files;
    return field && random.chance(0.4) ? { [field]: random.pick(scene.photos) } : {};
  };
  let led: string | undefined;
  if (letter) {
    const form = formTo(await surfer.go('letter before it goes out', letter), '/surat');
    led = form && (await surfer.send('letter of what is missing', form));
  } else if (complete) led = await surfer.send('verification completed', complete);
  else if (over && (!ready || random.chance(0.5)))
    led = await surfer.send('result handed over', over, {
      ...{ penerima: 'Siti Aminah', identitas: over.choices.get('identitas')?.find(Boolean) ?? '' },
      digit: '0001',
    });
  else if (ready)
    led = await surfer.send('result ready', ready, {
      ...photo(ready.files),
      ...{ kertas: '1', catatan: 'Diambil di loket.' },
    });
  else if (result && !here.includes('/jadwal"'))
    led = await surfer.send('step recorded', result, {
      ...{ hasil: 'selesai', bukti: `DI 208/${random.below(99_999)}/2026` },
      ...photo(result.files),
      catatan: 'Sudah selesai.',
    });
  const after = led ? await surfer.go('dossier for the officer', led) : here;
  await open(surfer, 'slip of a hand-over (PDF)', after, /href="([^"]*\/serah-terima\.pdf[^"]*)"/);
  const lay = formTo(after, '/lepas');
  if (lay) await surfer.send('lay down', lay);
  return led !== undefined;
}

/** A dossier of somebody of the crowd, step by step to its end. */
export const carryOn =
  (scene: Scene): Act =>
  async (surfer, random) => {
    const dossier = scene.toFinish.shift();
    if (!dossier) return;
    const page = await take(surfer, `/${scene.slug}/petugas/berkas/${dossier}`);
    if (await work(scene, surfer, random, page)) scene.toFinish.push(dossier);
  };

function verdict(random: Random, choices: ReadonlyMap<string, readonly string[]>) {
  const reasons = (choices.get('alasan') ?? []).filter(Boolean);
  if (reasons.length === 0 || random.chance(0.88)) return { putusan: 'diterima' };
  return { putusan: 'kurang', alasan: random.pick(reasons), catatan: 'Mohon dipindai ulang.' };
}

async function write(surfer: Surfer, page: string): Promise<void> {
  const tab = (part: string) =>
    linkTo(page, new RegExp(`href="([^"]*\\?[^"]*bagian=${part}[^"#]*)`));
  const diary = tab('riwayat');
  if (diary) await surfer.go('dossier’s diary', diary);
  const messages = tab('pesan');
  const form = messages && formTo(await surfer.go('messages for the officer', messages), '/pesan');
  if (form)
    await surfer.send('message from the office', form, {
      pesan: 'Berkas Anda sedang kami periksa.',
    });
}

/** Offers three times to somebody whose dossier is complete. */
const offerSeats =
  (scene: Scene): Act =>
  async (surfer, random) => {
    const dossier = scene.toSeat.pop();
    if (!dossier) return;
    const path = `/${scene.slug}/petugas/berkas/${dossier}`;
    const page = await take(surfer, path);
    if (page === '') return;
    const form = formTo(await surfer.go('seats there are', `${path}/jadwal`), '/jadwal');
    const free = form?.choices.get('waktu') ?? [];
    if (form && free.length > 0)
      await surfer.send('seats offered', form, {
        waktu: [...new Set([random.pick(free), random.pick(free), random.pick(free)])],
        tindakan: 'tawarkan',
      });
    const lay = formTo(await surfer.go('dossier for the officer', path), '/lepas');
    if (lay) await surfer.send('lay down', lay);
  };
