import { z } from 'zod';
import { reason } from '../../kernel/i18n.ts';
import { localisedSchema, type ServiceDefinition } from './definition.ts';
import { duplicates, type Flaw } from './definition-checks.ts';

/**
 * What happens in people's lives, and which services they usually need then: the way in for whoever knows what happened and not
 * what an office calls it. It recommends; nobody is bound by it.
 */
export const lifeEventSchema = z.strictObject({
  key: z.string().regex(/^[a-z][a-z0-9_]{0,47}$/, 'lower_snake_key'),
  name: localisedSchema,
  /** When this is not yet clear from the name: what it means, and what comes first. */
  help: localisedSchema.optional(),
  /** Codes of this office's services, in the order in which they are shown. */
  services: z
    .array(z.string().regex(/^[A-Z][A-Z0-9-]{0,23}$/, 'upper_code'))
    .min(1)
    .max(10),
  source: z.string().min(1).max(300),
});
export type LifeEvent = z.infer<typeof lifeEventSchema>;

/** The codes to which a life event may lead: of services that are applied for here. */
const takenHere = (services: readonly Pick<ServiceDefinition, 'code' | 'elsewhere'>[]) =>
  new Set(services.filter(({ elsewhere }) => !elsewhere).map(({ code }) => code));

/** Life events with what of their services is applied for here; one of which nothing is left goes. */
export function eventsAmong(
  events: readonly LifeEvent[],
  services: readonly Pick<ServiceDefinition, 'code' | 'elsewhere'>[],
): readonly LifeEvent[] {
  const taken = takenHere(services);
  return events
    .map((event) => ({ ...event, services: event.services.filter((code) => taken.has(code)) }))
    .filter((event) => event.services.length > 0);
}

/** Life events lead to services that the office takes, each once. */
export function checkEvents(
  events: readonly LifeEvent[],
  services: readonly Pick<ServiceDefinition, 'code' | 'elsewhere'>[],
): readonly Flaw[] {
  const taken = takenHere(services);
  return [
    ...duplicates(
      events.map(({ key }) => key),
      'events',
      'key',
    ),
    ...events.flatMap((event, index) => [
      ...duplicates(event.services, `events[${index}].services`, 'code'),
      ...event.services.flatMap((found, at) =>
        taken.has(found)
          ? []
          : [
              {
                field: `events[${index}].services[${at}]`,
                reason: reason('offices.mistake.event_service', { found }),
              },
            ],
      ),
    ]),
  ];
}
