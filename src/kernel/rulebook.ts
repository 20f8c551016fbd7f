import type { Reason } from './i18n.ts';
import type { Role } from './roles.ts';

/**
 * A rulebook is a table of pure data: each row says who may do what, from where, to where, under which guards. The same
 * table drives the permission check, the buttons, the timeline's words, the diagram in docs/ and the tests.
 */
export interface Rule<State extends string, Facts> {
  /** Unique in its book; also the name of the command and of the button's message. */
  readonly name: string;
  readonly who: readonly (Role | 'house')[];
  readonly from: readonly State[];
  /** The state it leads to; a function where the route decides. */
  readonly to: State | 'same' | ((facts: Facts) => State);
  /** Each guard returns the reason why not, to be read by a person, or null. */
  readonly guards: readonly Guard<Facts>[];
  /** The event it writes, whose words the timeline speaks. */
  readonly event: string;
}

export type Guard<Facts> = (facts: Facts) => Reason | null;

export type Ruling<State extends string> =
  | { readonly ok: true; readonly to: State }
  | { readonly ok: false; readonly why: 'role' | 'state' | 'guard'; readonly reason: Reason };

/** Asks the book whether `role` may apply the rule now; the first obstacle is the answer. */
export function rule<State extends string, Facts>(
  row: Rule<State, Facts>,
  ask: {
    readonly roles: readonly (Role | 'house')[];
    readonly state: State;
    readonly facts: Facts;
  },
  refusals: { readonly role: Reason; readonly state: Reason },
): Ruling<State> {
  if (!ask.roles.some((role) => row.who.includes(role)))
    return { ok: false, why: 'role', reason: refusals.role };
  if (!row.from.includes(ask.state)) return { ok: false, why: 'state', reason: refusals.state };
  for (const guard of row.guards) {
    const obstacle = guard(ask.facts);
    if (obstacle) return { ok: false, why: 'guard', reason: obstacle };
  }
  const to =
    typeof row.to === 'function' ? row.to(ask.facts) : row.to === 'same' ? ask.state : row.to;
  return { ok: true, to };
}
