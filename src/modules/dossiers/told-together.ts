import type { Query } from '../../kernel/db.ts';
import { type Lang, localise } from '../../kernel/i18n.ts';
import type { EventRow } from '../../kernel/ledger.ts';
import { type ServiceDefinition, serviceVersion } from '../offices/index.ts';
import type { ApplicationView } from './reading/dossier.sql.ts';

/** An application of which a letter speaks. */
export interface ToldApplication {
  readonly view: ApplicationView;
  readonly definition: ServiceDefinition;
}

/**
 * The applications of which the letter about this event speaks: all that the same act covered, so that one act is one letter.
 * None when it goes out with the event of another of them.
 */
export async function toldTogether(
  query: Query,
  officeId: string,
  applications: readonly ApplicationView[],
  { data }: Pick<EventRow, 'data'>,
): Promise<readonly ToldApplication[]> {
  const covers = Array.isArray(data.covers) ? data.covers : [];
  const [first] = covers;
  if (first !== undefined && first !== data.application) return [];
  const about = covers.length > 0 ? covers : [data.application ?? applications[0]?.id];
  const told: ToldApplication[] = [];
  for (const view of applications.filter(({ id }) => about.includes(id))) {
    const service = await serviceVersion(query, officeId, view.service_id, view.service_version);
    if (service) told.push({ view, definition: service.definition });
  }
  return told;
}

/** Their services by name, as a list in a sentence. */
export const servicesIn = (told: readonly ToldApplication[], lang: Lang): string =>
  told.map(({ definition }) => localise(definition.name, lang).text).join(', ');

/** Where an application stands now, by the name of its step; undefined when it has ended. */
export function stepNow({ view, definition }: ToldApplication, lang: Lang): string | undefined {
  if (view.outcome) return undefined;
  const step = definition.route.find(({ key }) => key === view.step);
  return step ? localise(step.name, lang).text : view.step;
}
