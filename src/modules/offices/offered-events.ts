import type { LifeEvent } from './definition-events.ts';
import type { Office, OfficeService } from './office.ts';

/** A life event with the services that are offered now. */
export interface OfferedEvent extends Pick<LifeEvent, 'key' | 'name' | 'help'> {
  readonly services: readonly OfficeService[];
}

/** The office's life events; those of which no service is offered any more are left out. */
export function eventsOf(
  { profile }: Pick<Office, 'profile'>,
  offered: readonly OfficeService[],
): readonly OfferedEvent[] {
  return (profile.events ?? []).flatMap(({ services: codes, ...event }) => {
    const services = codes.flatMap(
      (code) =>
        offered.find((one) => one.code === code && one.definition.elsewhere === undefined) ?? [],
    );
    return services.length === 0 ? [] : [{ ...event, services }];
  });
}
