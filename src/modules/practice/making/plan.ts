import { type AnswerValue, requirementsFor, type ServiceDefinition } from '../../offices/index.ts';
import { type Difficulty, type FaultKind, PLANTED } from '../rules.ts';
import { type Chance, chance } from './chance.ts';
import { madeUpAnswers } from './made-up-answers.ts';
import { type MadeUpPerson, madeUpPerson } from './made-up-person.ts';
import { CAN_HAVE, type Paper, paperFor, paperKindOf } from './paper.ts';

/** A document of a case before it is drawn. */
export interface PlannedPaper {
  readonly requirement: string;
  readonly paper: Paper;
  /** How people hand such a paper in. */
  readonly as: 'photo' | 'pdf';
  /** What went wrong while it was photographed. */
  readonly spoilt: 'unreadable' | 'cut_off' | undefined;
}

/** A made-up application before anything of it is drawn or stored; the same seed gives the same. */
export interface PlannedCase {
  readonly person: MadeUpPerson;
  readonly note: string;
  readonly answers: Readonly<Record<string, AnswerValue>>;
  readonly papers: readonly PlannedPaper[];
  /** The excuse for each required document that is not there. */
  readonly missing: Readonly<Record<string, string>>;
  /** The answer key. */
  readonly faults: ReadonlyMap<string, FaultKind>;
}

/** The most documents of a case: an application carries fifteen, and whoever trains has an evening. */
const MOST_PAPERS = 8;

const NOTES = [
  '',
  'Mohon dibantu, Pak/Bu.',
  'Saya bisa datang hari apa saja.',
  'Untuk keperluan keluarga.',
];
const EXCUSES = ['Ketinggalan di rumah.', 'Nanti menyusul.', 'Belum sempat difoto.'];

/** Plans a case for a service. `today` is the office's own date, YYYY-MM-DD. */
export function planCase(
  definition: ServiceDefinition,
  seed: number,
  difficulty: Difficulty,
  today: string,
): PlannedCase {
  const luck = chance(seed, definition.code, difficulty);
  const person = madeUpPerson(luck, today);
  const answers = madeUpAnswers(definition, person, luck, today);
  const all = requirementsFor(definition, answers);
  const required = all.filter((each) => each.required).slice(0, MOST_PAPERS);
  const extra = all.filter((each) => !each.required && luck.happens(0.4));
  const chosen = [...required, ...extra.slice(0, MOST_PAPERS - required.length)];
  const names = new Map(chosen.map(({ key, name }) => [key, name.id]));
  const faults = plant(
    required.map(({ key }) => key),
    names,
    difficulty,
    luck,
  );
  const kept = chosen.filter(({ key }) => faults.get(key) !== 'absent');
  // What the officer is told to look for must be there to be missed.
  const overflow = all.filter((each) => each.required).slice(MOST_PAPERS);
  return {
    person,
    note: luck.pick(NOTES),
    answers,
    papers: [...kept, ...overflow].map(({ key, name }) =>
      plannedPaper(
        key,
        paperFor(name.id, person, luck, today, faults.get(key)),
        faults.get(key),
        luck,
      ),
    ),
    missing: Object.fromEntries(
      [...faults].filter(([, kind]) => kind === 'absent').map(([key]) => [key, luck.pick(EXCUSES)]),
    ),
    faults,
  };
}

/** Chooses where to plant what; each requirement carries one fault at most. Sometimes an easy dossier is simply in order. */
function plant(
  requirements: readonly string[],
  names: ReadonlyMap<string, string>,
  difficulty: Difficulty,
  luck: Chance,
): ReadonlyMap<string, FaultKind> {
  const { kinds, most } = PLANTED[difficulty];
  const wanted =
    difficulty === 'easy' && luck.happens(0.2) ? 0 : luck.between(Math.max(1, most - 1), most);
  const faults = new Map<string, FaultKind>();
  for (const kind of luck.shuffled(kinds)) {
    if (faults.size >= wanted) break;
    const place = luck
      .shuffled(requirements)
      .find(
        (key) => !faults.has(key) && CAN_HAVE[kind].includes(paperKindOf(names.get(key) ?? '')),
      );
    if (place !== undefined) faults.set(place, kind);
  }
  return faults;
}

function plannedPaper(
  requirement: string,
  paper: Paper,
  fault: FaultKind | undefined,
  luck: Chance,
): PlannedPaper {
  const spoilt = fault === 'unreadable' || fault === 'cut_off' ? fault : undefined;
  const isShort = paper.pages === 1 && paper.kind !== 'deed';
  return {
    requirement,
    paper,
    spoilt,
    as: spoilt || (isShort && luck.happens(0.7)) ? 'photo' : 'pdf',
  };
}
