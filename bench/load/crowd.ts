import { setTimeout as sleep } from 'node:timers/promises';
import { createRandom, type Random } from '../generate/random.ts';
import type { Habits } from './acts.ts';
import type { Surfer } from './surfer.ts';

/** Somebody of the crowd: their browser, their habits, and how long they think between two acts, in seconds on average. */
export interface Person {
  readonly surfer: Surfer;
  readonly habits: Habits;
  readonly thinks: number;
}

/** Has everybody act and think in turn until the time is over, in milliseconds; nobody begins at the same moment. */
export async function live(
  people: readonly Person[],
  duration: number,
  seed: number,
): Promise<void> {
  const end = performance.now() + duration;
  await Promise.all(
    people.map(async ({ surfer, habits, thinks }, index) => {
      const random = createRandom(seed + index);
      await sleep(random.next() * thinks * 1000);
      while (performance.now() < end) {
        await choose(habits, random)(surfer, random).catch(tell);
        const pause = Math.min(random.wait(thinks) * 1000, end - performance.now());
        if (pause > 0) await sleep(pause);
      }
    }),
  );
}

/** A page that was not as an act expects ends that act, not the crowd; the first of each kind is told. */
function tell(error: unknown): void {
  const words = String(error);
  if (!told.has(words)) console.error('  an act broke off:', error);
  told.add(words);
}
const told = new Set<string>();

function choose(habits: Habits, random: Random): Habits[number][1] {
  const all = habits.reduce((sum, [weight]) => sum + weight, 0);
  let left = random.next() * all;
  for (const [weight, act] of habits) {
    left -= weight;
    if (left < 0) return act;
  }
  throw new Error('nobody stays without an act');
}
