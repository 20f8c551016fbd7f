import { type Act, type Habits, look } from './acts.ts';
import { formsOf, formTo } from './forms.ts';
import type { Scene } from './office.ts';

/** Those at the counter: who comes is looked up, checked in, and served; originals are compared, kept and given back. */
export function receiverHabits(scene: Scene): Habits {
  const at = `/${scene.slug}/petugas/loket`;
  return [
    [4, look('counter', at)],
    [
      3,
      look(
        'counter: who comes',
        (random) => `${at}?${new URLSearchParams({ cari: random.pick(scene.numbers) })}`,
      ),
    ],
    [6, receive(scene)],
    [2, giveBack(scene)],
    [2, fileFor(scene)],
    [2, look('schedule of the day', `/${scene.slug}/petugas/jadwal`)],
  ];
}

/** Somebody with a meeting now: in at the door, over to the counter, originals beside their scans, and a number. */
const receive =
  (scene: Scene): Act =>
  async (surfer, random) => {
    const who = scene.expected.pop();
    if (!who) return;
    const at = `/${scene.slug}/petugas/loket`;
    const asked = `${at}?${new URLSearchParams({ cari: who.number })}`;
    let page = await surfer.go('counter: who comes', asked);
    const arrives = formTo(page, '/datang');
    if (arrives && (await surfer.send('check in', arrives)))
      page = await surfer.go('counter: who comes', asked);
    const begin = formTo(page, '/layani');
    const led = begin && (await surfer.send('called to the counter', begin));
    if (!led) return;
    const form = formTo(await surfer.go('dossier at the counter', led), `/loket/${who.dossier}`);
    if (!form) return;
    const compared = [...form.choices.keys()].filter((name) => name.startsWith('asli.'));
    const keeps = (form.choices.get('simpan') ?? []).filter(() => random.chance(0.3));
    const done = await surfer.send('hand-over', form, {
      ...Object.fromEntries(compared.map((name) => [name, 'sesuai'])),
      ...{ simpan: keeps, tanda_tangan: 'ya', tindakan: 'terima' },
    });
    if (!done) return;
    await surfer.go('dossier at the counter', done);
    await surfer.go('receipt for originals (PDF)', `${at}/${who.dossier}/tanda-terima.pdf`);
    if (keeps.length > 0) scene.kept.push(who.dossier);
  };

/** What the office keeps goes back into its owner's hands. */
const giveBack =
  (scene: Scene): Act =>
  async (surfer) => {
    const dossier = scene.kept.pop();
    if (!dossier) return;
    const page = await surfer.go(
      'dossier at the counter',
      `/${scene.slug}/petugas/loket/${dossier}`,
    );
    const form = formsOf(page).find(
      ({ action, fields }) =>
        action.endsWith('/asli') && fields.some((field) => field.join() === 'ke,pemohon'),
    );
    const kept = form?.choices.get('asli') ?? [];
    if (form && kept.length > 0) await surfer.send('originals given back', form, { asli: kept });
  };

/** Somebody without a telephone is filed for, and gets the receipt on paper. */
const fileFor =
  (scene: Scene): Act =>
  async (surfer, random) => {
    const at = `/${scene.slug}/petugas/ajukan`;
    const begin = formTo(await surfer.go('filing for a citizen', at), '/petugas/ajukan');
    const path =
      begin &&
      (await surfer.send('filing begun', begin, {
        ...{ nama: random.pick(['Warsini', 'Tugiyem', 'Sukarno Putra', 'Rukmini']) },
        ...{ cara: 'loket_ktp', layanan: 'ZNT' },
      }));
    if (!path) return;
    const form = formTo(await surfer.go('form for a citizen', path), path);
    if (
      !form ||
      !(await surfer.send('form for a citizen saved', form, { ...scene.form, tindakan: 'simpan' }))
    )
      return;
    const fresh = formTo(await surfer.go('form for a citizen', path), path);
    const receipt =
      fresh && (await surfer.send('submit for a citizen', fresh, { tindakan: 'kirim' }));
    if (receipt) await surfer.go('receipt for a citizen', receipt);
  };
