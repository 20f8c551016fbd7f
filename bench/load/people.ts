import type { StaffRole } from '../../src/kernel/roles.ts';
import type { Habits } from './acts.ts';
import { citizenHabits } from './applying.ts';
import type { Person } from './crowd.ts';
import { administratorHabits, headHabits, operatorHabits } from './leading.ts';
import type { Scene } from './office.ts';
import { createMemory, type Pages } from './pages.ts';
import { auditorHabits, trainerHabits } from './practising.ts';
import { receiverHabits } from './receiving.ts';
import { createSurfer, type Visited } from './surfer.ts';
import { verifierHabits } from './verifying.ts';

/** Think times in seconds on average: an officer reads a dossier, a citizen reads a page. */
export const [OFFICER_THINKS, CITIZEN_THINKS] = [8, 15];

const WORK: Partial<Readonly<Record<StaffRole, (scene: Scene) => Habits>>> = {
  verifier: verifierHabits,
  operator: operatorHabits,
  counter_officer: receiverHabits,
  head_of_office: headHabits,
  administrator: administratorHabits,
  assessor: trainerHabits,
  auditor: auditorHabits,
};

/** There are few of them, and they have pages that nobody else may see. */
const EXPLORERS: readonly string[] = ['administrator', 'assessor', 'auditor'];

/** Who comes, each with a browser of their own. One act in ten is a walk to the pages that few ask for; of a few people, every other. */
export function peopleOf(
  scene: Scene,
  pages: Pages,
  address: string,
  visited: (visited: Visited) => void,
): { readonly officers: readonly Person[]; readonly citizens: readonly Person[] } {
  const person = (
    session: string,
    role: StaffRole | 'applicant',
    thinks: number,
    habits: Habits,
  ): Person => {
    const memory = createMemory(pages, scene.slug, role, (version) => scene.real.has(version));
    const often = habits.reduce((sum, [weight]) => sum + weight, 0);
    return {
      surfer: createSurfer(address, session, { visited, page: memory.page }),
      habits: [...habits, [EXPLORERS.includes(role) ? often : often / 9, memory.wander]],
      thinks,
    };
  };
  return {
    officers: scene.officers.map(({ role, session }) =>
      person(session, role, OFFICER_THINKS, WORK[role]?.(scene) ?? []),
    ),
    citizens: scene.citizens.map((citizen) =>
      person(citizen.session, 'applicant', CITIZEN_THINKS, citizenHabits(scene, citizen)),
    ),
  };
}
