import { type Act, type Habits, linksTo, look, open } from './acts.ts';
import { formsOf, formTo } from './forms.ts';
import { PASSWORD, type Scene } from './office.ts';
import type { Surfer } from './surfer.ts';

/** The office's practice twin, before the crowd comes. */
export async function makePractice(scene: Scene, chief: Surfer | undefined): Promise<void> {
  const page = await chief?.go('practice', `/${scene.slug}/petugas/latihan`);
  const form = page && formTo(page, '/latihan/kantor');
  if (chief && form) await chief.send('practice office made', form);
}

/** Those who train others: a class in the practice office, its results, and an exercise of their own. */
export function trainerHabits(scene: Scene): Habits {
  return [
    [1, look('practice', `/${scene.slug}/petugas/latihan`)],
    [2, practise(scene)],
    [1, look('guide of the officers', `/${scene.slug}/petugas/panduan`)],
  ];
}

/** Those who look at what was done, and begin to secure their account. */
export function auditorHabits(scene: Scene): Habits {
  const at = `/${scene.slug}/petugas`;
  return [
    [2, look('audit', `${at}/audit`)],
    [1, look('who looked at what', `${at}/audit/pembacaan`)],
    [1, look('overview', `${at}/ringkasan`)],
    [
      2,
      async (surfer) => {
        const page = await surfer.go('second factor', `/${scene.slug}/akun/pengaman`);
        const begin = formsOf(page).find(({ action }) => action.endsWith('/mulai'));
        const led =
          begin && (await surfer.send('second factor begun', begin, { kata_sandi: PASSWORD }));
        const shown = led ? await surfer.go('second factor', led) : '';
        await open(
          surfer,
          'code of a second factor',
          shown,
          /src="([^"]*\/pengaman\/kode\.svg[^"]*)"/,
        );
      },
    ],
  ];
}

const practise =
  (scene: Scene): Act =>
  async (surfer) => {
    const enter = formTo(await surfer.go('practice', `/${scene.slug}/petugas/latihan`), '/masuk');
    const hall = enter && (await surfer.send('practice entered', enter));
    if (!hall) return;
    const page = await surfer.go('practice', hall);
    const alone = formTo(page, '/sendiri');
    const exercise =
      alone && (await surfer.send('exercise asked for', alone, firstOf(alone.choices)));
    if (exercise) {
      const hallAgain = await surfer.go('practice', exercise);
      const [file] = linksTo(hallAgain, /href="([^"]*\/petugas\/berkas\/[\w-]{36})"/g);
      const id = file?.split('/').at(-1);
      if (file) await surfer.go('exercise', file);
      if (id) await surfer.go('what came of an exercise', `${hall.split('?')[0]}/berkas/${id}`);
    }
    const begin = formTo(
      await surfer.go('class to begin', `${hall.split('?')[0]}/kelas/baru`),
      '/kelas/baru',
    );
    const led =
      begin &&
      (await surfer.send('class begun', begin, {
        ...firstOf(begin.choices),
        ...{ nama: 'Kelas beban', menit: '60' },
      }));
    if (!led) return;
    const kept = /(?:src|href)="([^"]*\/kelas\/[\w-]{36}\/potongan[^"]*)"/;
    const files = [/href="([^"]*\/hasil\.csv[^"]*)"/, /href="([^"]*\/hasil\.xlsx[^"]*)"/];
    await open(surfer, 'results of a class', await surfer.go('class', led), kept, ...files);
  };

/** The first choice of everything that can be chosen. */
const firstOf = (choices: ReadonlyMap<string, readonly string[]>) =>
  Object.fromEntries([...choices].map(([name, values]) => [name, values.find(Boolean) ?? '']));
