import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openCounter } from '../test/journeys/counter.ts';
import { photo, scan } from '../test/journeys/files.ts';
import {
  codeOf,
  giveSeat,
  handIn,
  meetingIn,
  OFFICE,
  openFloor,
} from '../test/journeys/front-counter.ts';
import { Keyboard } from '../test/journeys/keyboard.ts';
import { Officer } from '../test/journeys/officer.ts';
import { DESK, type Look } from '../test/support/browser.ts';
import { projectFolder } from '../test/support/cluster.ts';
import { type Chapter, openChapter } from './support/report.ts';

/** Seconds for one key by somebody who types with average skill (keystroke-level model; Card, Moran and Newell 1983). */
const KEY = 0.28;
/** Seconds to make up one's mind before a key (the same). */
const THINK = 1.35;
/** Seconds to compare a paper with what the screen shows: ours, and generous. */
const LOOK_AT_A_PAPER = 8;

const LOOK: Look = { viewport: DESK, javaScript: true, language: 'id' };

interface Work {
  readonly name: string;
  readonly strokes: number;
  /** Milliseconds that the machine took, all pages and keys together. */
  readonly machine: number;
  readonly decisions: number;
  readonly papers: number;
}

/** What an officer's two most frequent tasks cost by keyboard alone, in the real pages and a real browser. */
export async function keystrokes(): Promise<Chapter> {
  const chapter = openChapter('Keys and time of routine work');
  const counter = await openCounter();
  try {
    const papers = {
      letter: await photo('surat-blokir.jpg', 'Permohonan blokir'),
      proof: await scan('akta-perjanjian.pdf', 1),
      power: await photo('surat-kuasa.jpg', 'Surat kuasa'),
    };
    const citizen = await counter.visitor(LOOK);
    const filed = await handIn(citizen, 'Rukmini', papers);
    const [, ratna] = await counter.accounts(OFFICE, 'verifier');
    if (!ratna) throw new Error('nobody verifies');
    const officer = await Officer.begin(await counter.visitor(LOOK), ratna);
    tell(chapter, await verify(officer), undefined);

    await giveSeat(officer.visitor);
    await officer.putBack();
    await meetingIn(counter, filed, 5);
    const { visitor: desk } = await openFloor(counter, LOOK, 'counter_officer');
    const hands = new Keyboard(desk);
    // The scanner types the code, and nobody counts its keys.
    await desk.page.keyboard.type(codeOf(counter, filed));
    hands.begin();
    await hands.leads('Enter');
    await hands.leads('Enter');
    await desk.page.locator('sl-counter-keys').waitFor();
    await hands.press('1', 's', 'Enter', '1', 'Enter', '1', 'Enter');
    await hands.leads('Enter');
    const { strokes, machine } = hands.spent;
    // Three papers to look at: two originals and the signed form; as many marks, one to be kept, and two to begin and end.
    const work = { name: 'hand-over', strokes, machine, decisions: 6, papers: 3 };
    tell(chapter, work, 60);
  } finally {
    await counter.close();
  }
  chapter.note(
    `From the work list to "Nyatakan lengkap" with three documents, and from a scanned receipt to the STTB number with two originals (one of them kept) and a signature; a real Chromium, the real pages, no mouse. Pressed keys and the machine's time are measured. A person's time is reckoned on top of it by the keystroke-level model (Card, Moran and Newell 1983): ${KEY} s for each key and ${THINK} s for each decision, with ${LOOK_AT_A_PAPER} s for each paper that is compared with its scan, which is an assumption of ours. Nobody was watched.`,
  );
  const told = chapter.close();
  writeFileSync(
    join(projectFolder, 'docs/bench/keystrokes.md'),
    [
      `# ${told.title}`,
      '',
      ...told.notes.flatMap((note) => [note, '']),
      '| | |',
      '|---|---|',
      ...told.figures.map(
        ({ name, value, unit }) => `| ${name} | ${Number(value.toFixed(1))} ${unit} |`,
      ),
      '',
    ].join('\n'),
  );
  return told;
}

/** Takes the next dossier, accepts three documents and sends it on. */
async function verify(officer: Officer): Promise<Work> {
  const { visitor } = officer;
  await officer.workList();
  const hands = new Keyboard(visitor);
  hands.begin();
  await hands.tabTo(await visitor.button('dossiers.desk.take_next.button'));
  await hands.leads('Enter');
  for (let document = 0; document < 3; document += 1) {
    await visitor.page.locator('sl-keys').waitFor();
    await hands.press('1');
    await hands.leads('Enter');
  }
  await hands.tabTo(await visitor.button('dossiers.desk.next.complete'));
  await hands.leads('Enter');
  const { strokes, machine } = hands.spent;
  return { name: 'verification', strokes, machine, decisions: 5, papers: 3 };
}

function tell(
  chapter: ReturnType<typeof openChapter>,
  { name, strokes, machine, decisions, papers }: Work,
  budget: number | undefined,
): void {
  const label = `routine ${name}`;
  const person = strokes * KEY + decisions * THINK + papers * LOOK_AT_A_PAPER;
  chapter.figure({ name: `${label}: keys`, value: strokes, unit: 'keys' });
  chapter.figure({ name: `${label}: the machine`, value: machine / 1000, unit: 's' });
  chapter.figure({
    ...{ name: `${label}: a person by keyboard, reckoned`, value: person + machine / 1000 },
    ...{ unit: 's', ...(budget === undefined ? {} : { budget }) },
  });
}
