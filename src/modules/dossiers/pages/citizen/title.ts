import { localise } from '../../../../kernel/i18n.ts';
import type { Visit } from '../../../../web/visit.ts';
import type { ServiceDefinition } from '../../../offices/index.ts';

/** How many services a title names; of more it says how many there are. */
const MOST_NAMED = 2;

/** What a dossier asks for, short enough for a heading on a phone. */
export function titleOf(
  { t, lang }: Visit,
  definitions: readonly Pick<ServiceDefinition, 'name'>[],
): string {
  const names = definitions.map(({ name }) => localise(name, lang).text);
  const [first = ''] = names;
  return names.length <= MOST_NAMED
    ? names.join(' + ')
    : t('dossiers.page.title_several', { first, count: names.length - 1 });
}
