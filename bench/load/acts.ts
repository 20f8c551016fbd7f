import type { Random } from '../generate/random.ts';
import type { Scene } from './office.ts';
import { formsOf, formTo, type Surfer } from './surfer.ts';

/** Something that a person does between two pauses: one page, or a few that follow each other. */
export type Act = (surfer: Surfer, random: Random) => Promise<void>;
/** Acts with how often each is done beside the others. */
export type Habits = readonly (readonly [number, Act])[];

const linkTo = (page: string, pattern: RegExp) => pattern.exec(page)?.[1]?.replaceAll('&amp;', '&');

/** Those who verify: they look at the line, take what is next, judge, ask, and lay it down again. */
export function verifierHabits(scene: Scene): Habits {
  const at = `/${scene.slug}/petugas`;
  return [
    [20, async (surfer) => void (await surfer.go('work list', at))],
    [
      6,
      async (surfer) => {
        const page = await surfer.go('work list', at);
        const next = linkTo(page, /href="([^"]*setelah=[^"]*)"/);
        if (next) await surfer.go('work list, next page', next);
      },
    ],
    [
      6,
      async (surfer, random) =>
        void (await surfer.go(
          'work list by service',
          `${at}?layanan=${random.pick(scene.services)}`,
        )),
    ],
    [
      4,
      async (surfer, random) => {
        const state = random.pick(['verification', 'meeting', 'processing', 'applicant']);
        await surfer.go('work list by state', `${at}?keadaan=${state}`);
      },
    ],
    [30, (surfer, random) => verify(surfer, random, scene)],
    [
      5,
      async (surfer, random) =>
        void (await surfer.go(
          'search by number',
          `${at}/cari?${new URLSearchParams({ cari: random.pick(scene.numbers) })}`,
        )),
    ],
    [
      3,
      async (surfer, random) =>
        void (await surfer.go(
          'search by name',
          `${at}/cari?${new URLSearchParams({ cari: random.pick(scene.names) })}`,
        )),
    ],
    [3, async (surfer) => void (await surfer.go('schedule of the day', `${at}/jadwal`))],
  ];
}

async function verify(surfer: Surfer, random: Random, scene: Scene): Promise<void> {
  const list = await surfer.go('work list', `/${scene.slug}/petugas`);
  const take = formTo(list, '/petugas/ambil');
  const path = take && (await surfer.send('take the next', take));
  if (!path) return;
  let page = await surfer.go('dossier for the officer', path);
  for (let verdict = 0; verdict < 3; verdict++) {
    const judge = formTo(page, '/penilaian');
    if (!judge) break;
    const values = random.chance(0.85)
      ? { putusan: 'diterima' }
      : { putusan: 'tidak_ada', catatan: 'Berkas ini belum ada; bawa saat datang.' };
    const led = await surfer.send('verdict', judge, values);
    if (!led) break;
    page = await surfer.go('dossier for the officer', led);
  }
  if (random.chance(0.15)) {
    await surfer.go('dossier’s diary', `${path.split('?')[0]}?bagian=riwayat`);
    const write = formTo(page, '/pesan');
    if (write)
      await surfer.send('message from the office', write, {
        pesan: 'Berkas Anda sedang kami periksa.',
      });
  }
  const complete = random.chance(0.6) ? formTo(page, '/lengkap') : undefined;
  if (complete && (await surfer.send('verification completed', complete))) return;
  const lay = formTo(page, '/lepas');
  if (lay) await surfer.send('lay down', lay);
}

/** Those who receive at the counter. */
export function receiverHabits(scene: Scene): Habits {
  const at = `/${scene.slug}/petugas/loket`;
  return [
    [5, async (surfer) => void (await surfer.go('counter', at))],
    [
      5,
      async (surfer, random) =>
        void (await surfer.go(
          'counter: who comes',
          `${at}?${new URLSearchParams({ cari: random.pick(scene.numbers) })}`,
        )),
    ],
    [
      2,
      async (surfer) =>
        void (await surfer.go('schedule of the day', `/${scene.slug}/petugas/jadwal`)),
    ],
  ];
}

/** Those who lead: figures of a month and of a year, and the list behind one. */
export function headHabits(scene: Scene): Habits {
  const at = `/${scene.slug}/petugas`;
  const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
  const figures = (days: number) =>
    `${at}/angka?${new URLSearchParams({ dari: day(days), sampai: day(0) })}`;
  return [
    [3, async (surfer) => void (await surfer.go('overview', `${at}/ringkasan`))],
    [
      3,
      async (surfer) => {
        const page = await surfer.go('figures of a month', figures(30));
        const list = linkTo(page, /href="([^"]*\/petugas\/angka\/[^"]*)"/);
        if (list) await surfer.go('list behind a figure', list);
      },
    ],
    [1, async (surfer) => void (await surfer.go('figures of a year', figures(364)))],
    [2, async (surfer) => void (await surfer.go('work list', at))],
  ];
}

/** Those who apply: most read, some write, one in ten begins and hands in. */
export function citizenHabits(scene: Scene, own: string, submit: Act): Habits {
  const at = `/${scene.slug}`;
  const read =
    (name: string, path: string): Act =>
    async (surfer) =>
      void (await surfer.go(name, `${at}${path}`));
  return [
    [10, read('home', '')],
    [6, read('catalogue', '/layanan')],
    [
      8,
      async (surfer, random) =>
        void (await surfer.go('service', `${at}/layanan/${random.pick(scene.services)}`)),
    ],
    [3, read('guide', '/panduan')],
    [3, read('tracking', '/lacak')],
    [18, read('dashboard', '/dasbor')],
    [18, read('citizen’s dossier', `/berkas/${own}`)],
    [4, read('receipt', `/berkas/${own}/tanda-terima`)],
    [2, read('account', '/akun')],
    [
      3,
      async (surfer) => {
        const page = await surfer.go('citizen’s dossier', `${at}/berkas/${own}`);
        const write = formsOf(page).find(({ fields }) =>
          fields.some(([name]) => name === 'pesan_baru'),
        );
        if (write)
          await surfer.send('message from the applicant', write, {
            pesan_baru: 'Kapan saya bisa datang?',
          });
      },
    ],
    [9, submit],
  ];
}

/** Looks over a filled-in form, saves it and hands it in. */
export function handIn(scene: Scene, drafts: string[]): Act {
  return async (surfer) => {
    const draft = drafts.pop();
    if (!draft) return;
    const path = `/${scene.slug}/permohonan/${draft}`;
    const form = formTo(await surfer.go('form of an application', path), path);
    if (!form) return;
    await surfer.send('save the form', form, { tindakan: 'simpan' });
    const fresh = formTo(await surfer.go('form of an application', path), path);
    const receipt = fresh && (await surfer.send('submit', fresh, { tindakan: 'kirim' }));
    if (receipt) await surfer.go('receipt', receipt);
  };
}
