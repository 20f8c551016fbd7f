import type { House } from '../../../../kernel/house.ts';
import type { Visit } from '../../../../web/visit.ts';
import { calendarOf, listOffices, officeById, servicesOf } from '../../../offices/index.ts';
import { CounterHome } from './counter-home.tsx';
import { searchTerm } from './search-form.tsx';
import { TreeHome } from './tree-home.tsx';

/** `/:office`: the counter of an office that serves, or the tree below one that does not. */
export async function home(house: House, visit: Visit) {
  const office = await officeById(house.db, visit.office.id);
  if (!office) return visit.notFound();
  const calendar = await calendarOf(house.db, office);
  const services = await servicesOf(house.db, office.id);
  if (services.length > 0)
    return visit.html(
      <CounterHome visit={visit} office={office} services={services} calendar={calendar} />,
    );
  const term = searchTerm(visit.query('cari'));
  const where = term === '' ? { childrenOf: office.id } : { below: office.id };
  const list = await listOffices(house.db, where, term, visit.query('setelah'));
  const above = office.parentId === null ? undefined : await officeById(house.db, office.parentId);
  return visit.html(
    <TreeHome
      visit={visit}
      office={office}
      above={above}
      term={term}
      list={list}
      calendar={calendar}
    />,
  );
}
