import { setTimeout as sleep } from 'node:timers/promises';
import { newId } from '../../src/kernel/ids.ts';
import type { Random } from '../generate/random.ts';
import { type Act, type Habits, linksTo, look, open } from './acts.ts';
import { arrivedFor, bring } from './bringing.ts';
import { formsOf, formTo } from './forms.ts';
import type { Citizen, Scene } from './office.ts';
import type { Surfer } from './surfer.ts';

/** Those who apply: most read, some write; one in ten begins and hands in, brings a file, answers a letter, or picks a time. */
export function citizenHabits(scene: Scene, citizen: Citizen): Habits {
  const at = `/${scene.slug}`;
  const own = (rest: string) => (random: Random) =>
    `${at}/berkas/${random.pick(citizen.dossiers)}${rest}`;
  return [
    [10, look('home', at)],
    [6, look('catalogue', `${at}/layanan`)],
    [8, look('service', (random) => `${at}/layanan/${random.pick(scene.services)}`)],
    [3, look('guide', `${at}/panduan`)],
    [2, look('tracking', `${at}/lacak`)],
    [2, track(scene)],
    [18, look('dashboard', `${at}/dasbor`)],
    [18, look('citizen’s dossier', own(''))],
    [4, look('receipt', own('/tanda-terima'))],
    [2, look('account', `${at}/akun`)],
    [4, write(scene, citizen)],
    [9, handIn(scene, citizen)],
    [4, bringPapers(scene, citizen)],
    [5, answer(scene, citizen)],
    [5, pickTime(scene, citizen)],
    [6, fetchResult(scene, citizen)],
    [
      3,
      async (surfer) =>
        void (await surfer.ask('news as it comes', 'read', `${at}/kabar?topik=saya`, {
          headers: { accept: 'text/event-stream' },
          listens: 300,
        })),
    ],
  ];
}

/** With the number and the code of a receipt, without being signed in there. */
const track =
  (scene: Scene): Act =>
  async (surfer, random) => {
    const { number, secret } = random.pick(scene.receipts);
    await surfer.ask(
      'tracking by the code of a receipt',
      'read',
      `/${scene.slug}/lacak/${number}/${secret}`,
    );
  };

const write =
  (scene: Scene, citizen: Citizen): Act =>
  async (surfer, random) => {
    const path = `/${scene.slug}/berkas/${random.pick(citizen.dossiers)}`;
    const form = formsOf(await surfer.go('citizen’s dossier', path)).find(({ fields }) =>
      fields.some(([name]) => name === 'pesan_baru'),
    );
    if (!form) return;
    const [field] = form.files;
    await surfer.send('message from the applicant', form, {
      pesan_baru: 'Kapan saya bisa datang?',
      ...(field && random.chance(0.3) ? { [field]: random.pick(scene.photos) } : {}),
    });
    await surfer.go('citizen’s dossier', path);
  };

/** Looks over a filled-in form, brings a paper or not, saves it and hands it in; an edition that is new is looked at again. */
const handIn =
  (scene: Scene, citizen: Citizen): Act =>
  async (surfer, random) => {
    const draft = citizen.drafts.pop();
    if (!draft) return;
    const path = `/${scene.slug}/permohonan/${draft}`;
    const page = await surfer.go('form of an application', path);
    const [target] = linksTo(page, /data-untuk="(draft:[^"]+:[^":]+)"/g);
    const brought =
      random.chance(0.3) && target && (await carry(scene, surfer, random, path, target));
    const form = formTo(page, path);
    if (!form) return;
    const note = `Catatan ${newId()}`;
    const saved = await surfer.send('save the form', form, {
      keterangan: note,
      tindakan: 'simpan',
    });
    if (saved) citizen.saved.set(draft, note);
    for (let tries = 0; tries < 2; tries++) {
      const fresh = formTo(await surfer.go('form of an application', path), path);
      const receipt = fresh && (await surfer.send('submit', fresh, { tindakan: 'kirim' }));
      if (receipt) {
        await surfer.go('receipt', receipt);
        const dossier = /\/berkas\/([\w-]{36})/.exec(receipt)?.[1];
        if (!dossier) return;
        citizen.dossiers.push(dossier);
        if (brought) scene.scanned.push(dossier);
        const own = await surfer.go('citizen’s dossier', `/${scene.slug}/berkas/${dossier}`);
        if (brought) await open(surfer, 'own paper', own, /href="([^"]*\/dokumen\/[^"]*)"/);
        return;
      }
      await sleep(1500);
    }
  };

/** Gathers papers in a draft that is not sent yet. */
const bringPapers =
  (scene: Scene, citizen: Citizen): Act =>
  async (surfer, random) => {
    const path = `/${scene.slug}/permohonan/${citizen.gathers}`;
    const page = await surfer.go('form of an application', path);
    const targets = linksTo(page, /data-untuk="(draft:[^"]+)"/g);
    const target = targets.length > 0 && random.pick(targets);
    if (target) await carry(scene, surfer, random, path, target);
  };

async function carry(
  scene: Scene,
  surfer: Surfer,
  random: Random,
  path: string,
  target: string,
): Promise<boolean> {
  if (!(await bring(surfer, scene.slug, target, random.pick(scene.photos)))) return false;
  let ready: string[] = [];
  for (let asked = 0; asked < 4 && ready.length === 0; asked++) {
    await sleep(1500);
    ready = await arrivedFor(surfer, scene.slug, target);
  }
  for (const version of ready) scene.real.add(version);
  await surfer.go('papers of a draft', `${path}/dokumen`);
  return true;
}

/** Answers the letter about a dossier that waits for its applicant: with a picture, or in words. */
const answer =
  (scene: Scene, citizen: Citizen): Act =>
  async (surfer, random) => {
    const dossier = citizen.asked.pop();
    if (!dossier) return;
    const path = `/${scene.slug}/berkas/${dossier}`;
    const page = await surfer.go('citizen’s dossier', path);
    const form = formTo(page, '/perbaikan');
    if (!form) return;
    const [list] = linksTo(page, /src="([^"]*\/perbaikan\/berkas[^"]*)"/g);
    if (list) await surfer.go('papers of a correction', list);
    const reasons = form.fields.map(([name]) => name).filter((name) => name.startsWith('alasan.'));
    const [field] = form.files;
    const led = await surfer.send('letter answered', form, {
      ...Object.fromEntries(reasons.map((name) => [name, 'Yang asli saya bawa saat datang.'])),
      ...(field && random.chance(0.3) ? { [field]: random.pick(scene.photos) } : {}),
      tindakan: 'kirim',
    });
    if (led) await surfer.go('citizen’s dossier', led);
  };

/** Sees whether times were offered, and picks one. */
const pickTime =
  (scene: Scene, citizen: Citizen): Act =>
  async (surfer, random) => {
    const path = `/${scene.slug}/berkas/${random.pick(citizen.seats.length > 0 ? citizen.seats : citizen.dossiers)}/jadwal`;
    const form = formTo(await surfer.go('times to choose from', path), '/jadwal');
    const times = form?.choices.get('pilihan') ?? [];
    if (!form || times.length === 0) return;
    if (!(await surfer.send('time chosen', form, { pilihan: random.pick(times) }))) return;
    // The letter about it is in the demo's outbox, with the time for one's calendar.
    await sleep(2000);
    const letters = linksTo(
      await surfer.go('outbox of the demo', '/demo/outbox'),
      /href="(\/demo\/outbox\/[\w-]+)"/g,
    );
    for (const letter of letters.slice(0, 3)) {
      const read = await surfer.go('letter in the outbox', letter);
      await open(surfer, 'attachment in the outbox', read, /href="([^"]*\/lampiran\/[^"]*)"/);
    }
    const booked = await surfer.go('times to choose from', path);
    await open(surfer, 'time for one’s calendar', booked, /href="([^"]*\/jadwal\.ics[^"]*)"/);
  };

/** Looks what came of it, and saves what there is. */
const fetchResult =
  (scene: Scene, citizen: Citizen): Act =>
  async (surfer, random) => {
    const waiting = citizen.processed.length > 0 ? citizen.processed : citizen.dossiers;
    const path = `/${scene.slug}/berkas/${random.pick(waiting)}`;
    const kinds = ['bukti', 'hasil', 'lampiran'].map(
      (kind) => new RegExp(`href="([^"]*/${kind}/[\\w-]{36}[^"]*)"`),
    );
    const slip = /href="([^"]*\/serah-terima\.pdf[^"]*)"/;
    await open(
      surfer,
      'what came of it',
      await surfer.go('citizen’s dossier', path),
      ...kinds,
      slip,
    );
  };
