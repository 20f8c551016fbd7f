import type { Workplace } from '../../../../kernel/actor.ts';
import { one } from '../../../../kernel/forms.ts';
import type { House } from '../../../../kernel/house.ts';
import type { Route } from '../../../../web/route.ts';
import type { Visit } from '../../../../web/visit.ts';
import { setWorkplace } from '../../../accounts/index.ts';
import { onTheFloor } from './who.ts';

const PLACES: Readonly<Record<string, Workplace>> = { kantor: 'office', rumah: 'home' };

/** Officers say where they work from, once for each session; pressed again, the answer is taken back. */
export function workplaceRoute(house: House): Route {
  return {
    method: 'POST',
    path: '/:office/petugas/tempat-kerja',
    access: onTheFloor,
    async handle(visit) {
      const said = PLACES[one(await visit.form(), 'tempat')] ?? null;
      const { sessionHash, workplace } = visit.person;
      await setWorkplace(house.db, sessionHash, said === workplace ? null : said);
      return visit.redirect(`/${visit.office.slug}/petugas`);
    },
  };
}

/** "Saya bekerja dari: kantor, rumah". What it is for stands beside it: the head counts places, not people. */
export function WorkplaceChoice({ visit }: { readonly visit: Visit }) {
  const { t, office, person } = visit;
  return (
    <form method="post" action={`/${office.slug}/petugas/tempat-kerja`} class="sl-workplace">
      <span id="tempat-kerja">{t('dossiers.desk.workplace.label')}</span>
      <span class="sl-buttons" role="group" aria-labelledby="tempat-kerja">
        {Object.entries(PLACES).map(([value, place]) => (
          <button
            class="ds-button"
            data-variant={person.workplace === place ? 'primary' : 'secondary'}
            data-size="sm"
            type="submit"
            name="tempat"
            value={value}
            aria-pressed={person.workplace === place ? 'true' : 'false'}
          >
            {t(`dossiers.desk.workplace.${place}`)}
          </button>
        ))}
      </span>
      <span class="sl-quiet">{t('dossiers.desk.workplace.why')}</span>
    </form>
  );
}
