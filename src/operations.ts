import type { House } from './kernel/house.ts';
import type { Meters } from './web/meters.ts';
import type { Route } from './web/route.ts';

/** Addresses for the machines that watch the house: alive, able to serve, figures (docs/operations.md). */
export function operationsRoutes(house: House, meters: Meters): Route[] {
  return [
    {
      method: 'GET',
      path: '/healthz',
      access: { who: 'operations' },
      handle: (visit) => visit.text('ok'),
    },
    {
      method: 'GET',
      path: '/readyz',
      access: { who: 'operations' },
      async handle(visit) {
        try {
          await house.db`select 1`;
          return visit.text('ok');
        } catch (error) {
          house.log.warn({ err: error, reference: visit.reference }, 'not ready');
          return visit.text('database', 503);
        }
      },
    },
    {
      method: 'GET',
      path: '/metrics',
      access: { who: 'operations' },
      handle: async (visit) => visit.text(await meters.text()),
    },
  ];
}
