import { type Act, type Habits, linkTo, look } from './acts.ts';
import { formsOf, formTo } from './forms.ts';
import type { Scene } from './office.ts';
import { carryOn, takeNext } from './verifying.ts';

/** Those who process: they take what is next, record what came of the step, and put it back. */
export function operatorHabits(scene: Scene): Habits {
  const at = `/${scene.slug}/petugas`;
  return [
    [5, look('work list', at)],
    [3, look('work list by state', `${at}?keadaan=processing`)],
    [7, takeNext(scene)],
    [4, carryOn(scene)],
    [2, look('search by number', (random) => `${at}/cari?cari=${random.pick(scene.numbers)}`)],
  ];
}

/** Those who lead: figures of a month and of a year, the list behind one, and what only they decide. */
export function headHabits(scene: Scene): Habits {
  const at = `/${scene.slug}/petugas`;
  const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
  const figures = (days: number) =>
    `${at}/angka?${new URLSearchParams({ dari: day(days), sampai: day(0) })}`;
  return [
    [3, look('overview', `${at}/ringkasan`)],
    [2, look('figures of today', figures(0))],
    [
      3,
      async (surfer) => {
        const page = await surfer.go('figures of a month', figures(30));
        const list = linkTo(page, /href="([^"]*\/petugas\/angka\/[^"]*)"/);
        if (list) await surfer.go('list behind a figure', list);
      },
    ],
    [1, look('figures of a year', figures(364))],
    [2, look('work list', at)],
    [2, takeNext(scene)],
  ];
}

/** Those who run the office: they look after its people and settings, and once publish a new edition of a service. */
export function administratorHabits(scene: Scene): Habits {
  const at = `/${scene.slug}/petugas`;
  return [
    [2, look('settings', `${at}/atur`)],
    [2, look('services as the administrator sees them', `${at}/atur/layanan`)],
    [2, look('people of the office', `${at}/orang`)],
    [3, publish(scene)],
  ];
}

/** Changes what a service says of itself and publishes it, while people hand in and officers judge; the first who comes does it. */
const publish =
  (scene: Scene): Act =>
  async (surfer) => {
    const code = scene.toPublish.pop();
    if (!code) return;
    const at = `/${scene.slug}/petugas/atur/layanan/${code}`;
    const begin = formTo(await surfer.go('service as the administrator sees it', at), '/draf');
    const led = begin ? await surfer.send('service draft begun', begin) : `${at}/pokok`;
    if (!led) return;
    const basics = formsOf(await surfer.go('service’s basics', led)).find(({ fields }) =>
      fields.some(([name]) => name === 'summary.id'),
    );
    const summary = basics?.fields.find(([name]) => name === 'summary.id')?.[1] ?? '';
    const dated = `${summary.replace(/ \(diperbarui [^)]*\)$/, '')} (diperbarui ${new Date().toISOString().slice(0, 19)})`;
    if (!basics || !(await surfer.send('service draft changed', basics, { 'summary.id': dated })))
      return;
    const last = formTo(
      await surfer.go('service before it is published', `${at}/terbitkan`),
      '/terbitkan',
    );
    if (last) await surfer.send('service published', last, { catatan: 'Keterangan diperbarui.' });
  };
