import type { Actor } from '../../../kernel/actor.ts';
import { keyFrom } from '../catalogue/keys.ts';
import type { ServiceDefinition } from '../definition.ts';
import { checkEvents, type LifeEvent, lifeEventSchema } from '../definition-events.ts';
import { schemaMistakes } from '../importing/mistakes.ts';
import { plain } from '../importing/plain.ts';
import type { OfficeProfile } from '../office.ts';
import { selectServices } from '../offices.sql.ts';
import { changeParts, firstAtEachPlace, type Needs } from './change.ts';
import { editionOf } from './edition.ts';
import type { Faults, Saved } from './saved.ts';

/** A life event as it was typed; nothing is checked yet. */
export interface TypedEvent {
  readonly name: { readonly id: string; readonly en?: string };
  readonly help?: { readonly id: string; readonly en?: string } | undefined;
  readonly services: readonly string[];
  readonly source: string;
}

/** What an administrator does with the office's life events. A new one has no key yet: it is made from its name. */
export type EventChange =
  | { readonly act: 'put'; readonly key: string | undefined; readonly typed: TypedEvent }
  | { readonly act: 'move'; readonly key: string; readonly by: -1 | 1 }
  | { readonly act: 'remove'; readonly key: string };

const eventsIn = ({ events }: OfficeProfile): readonly LifeEvent[] => events ?? [];

/** The life event of this key, if the office has it. */
export const lifeEventOf = (profile: OfficeProfile, key: string): LifeEvent | undefined =>
  eventsIn(profile).find((event) => event.key === key);

/** What stands on the form of a life event: the event itself, and of a new one nothing, so that two people may add one each. */
const shownOf = (key: string | undefined) => (profile: OfficeProfile) =>
  key === undefined ? null : lifeEventOf(profile, key);

/** Which edition of a life event a form is filled in from. */
export const eventEdition = (profile: OfficeProfile, key: string | undefined): string =>
  editionOf(plain({ shown: shownOf(key)(profile) }));

/** The order in which the events stand, as the edition of a form that moves one. */
const orderOf = (profile: OfficeProfile) => eventsIn(profile).map(({ key }) => key);
export const orderEdition = (profile: OfficeProfile): string =>
  editionOf(plain({ shown: orderOf(profile) }));

/**
 * Adds a life event, changes one, moves or removes it. Whatever it leads to must be a service that this office takes; a mistake is
 * told at its place (`services[1]`) in the importer's words.
 */
export async function changeEvent(
  house: Needs,
  actor: Actor,
  officeId: string,
  edition: string,
  change: EventChange,
): Promise<Saved> {
  const offered = (await selectServices(house.db, officeId)).map(({ definition }) => definition);
  const faults = change.act === 'put' ? faultsOf(change.typed, offered) : {};
  if (Object.keys(faults).length > 0) return { ok: false, faults };
  const saved = await changeParts(house, {
    officeId,
    actor,
    parts: ['events'],
    edition,
    shown: change.act === 'move' ? orderOf : shownOf(change.key),
    wanted: (profile) => {
      const events = changed(eventsIn(profile), change);
      return { events: events.length > 0 ? events : undefined };
    },
  });
  return saved.ok ? saved : { ok: false, faults: aboutForm(saved.faults) };
}

/** What is wrong with one event, at its places. */
function faultsOf(typed: TypedEvent, offered: readonly ServiceDefinition[]): Faults {
  // The key is ours to make; it never stands in the way.
  const event = { key: 'peristiwa', ...typed };
  const read = lifeEventSchema.safeParse(plain(event));
  if (!read.success)
    return firstAtEachPlace(schemaMistakes('office.json', read.error.issues, plain(event)));
  return firstAtEachPlace(
    checkEvents([read.data], offered).map(({ field, reason }) => ({
      field: field.replace(/^events\[0\]\./, '').replace(/\.code$/, ''),
      reason,
    })),
  );
}

function changed(events: readonly LifeEvent[], change: EventChange): readonly object[] {
  if (change.act === 'remove') return events.filter(({ key }) => key !== change.key);
  if (change.act === 'move') return moved(events, change.key, change.by);
  const { key, typed } = change;
  if (key !== undefined && events.some((event) => event.key === key))
    return events.map((event) => (event.key === key ? { key, ...typed } : event));
  const fresh = keyFrom(
    typed.name.id,
    events.map((event) => event.key),
  );
  return [...events, { key: fresh, ...typed }];
}

function moved(events: readonly LifeEvent[], key: string, by: -1 | 1): readonly LifeEvent[] {
  const from = events.findIndex((event) => event.key === key);
  const [event, other] = [events[from], events[from + by]];
  if (!event || !other) return events;
  return events.map((one) => (one === event ? other : one === other ? event : one));
}

/** A mistake about the list as a whole, such as one event too many, is about the form. */
const aboutForm = ({ events, ...others }: Faults): Faults => ({
  ...others,
  ...(events && { '': events }),
});
