import type { FieldErrors } from '../../../../kernel/forms.ts';
import type { House } from '../../../../kernel/house.ts';
import { newId } from '../../../../kernel/ids.ts';
import type { Visit } from '../../../../web/visit.ts';
import { type OfficeService, servicesOf, serviceVersion } from '../../../offices/index.ts';
import { openAnswers } from '../../answers.ts';
import { filesOfDraft } from '../../drafting/draft-files.sql.ts';
import { earlierDocuments } from '../../drafting/earlier.sql.ts';
import { newsOf } from './draft-news.tsx';
import type { DraftSide } from './draft-side.ts';

/** One request about a draft. */
export interface Filling {
  readonly house: House;
  readonly side: DraftSide;
  readonly visit: Visit;
}

/** The draft with what it asks for, in the editions offered now; undefined when it is not this visitor’s. */
export async function load({ house, side, visit }: Filling) {
  const found = await side.find(visit);
  if (!found) return undefined;
  const { draft, who } = found;
  const services: OfficeService[] = [];
  for (const { id: serviceId, version } of draft.services) {
    const service = await serviceVersion(house.db, visit.office.id, serviceId, version);
    if (!service) return undefined;
    services.push(service);
  }
  return {
    draft,
    who,
    services,
    answers: await openAnswers(house, visit.office.id, draft.owner_id, draft.answers),
  };
}

export type Found = NonNullable<Awaited<ReturnType<typeof load>>>;

/** What came of the last act, for the page that is shown next. */
export interface After {
  readonly errors?: FieldErrors;
  readonly refused?: readonly { name: string; sentence: string }[];
  readonly status?: number;
  /** The editions that the applicant saw last. */
  readonly shown?: string;
}

/** The page with the form, or the receipt of what was sent. */
export async function show(desk: Filling, after: After): Promise<Response> {
  const { house, side, visit } = desk;
  const found = await load(desk);
  if (!found) return visit.notFound();
  const { draft, who } = found;
  if (draft.dossier_id) return visit.redirect(side.receipt(visit, draft.dossier_id));
  const { office } = who;
  const offered = (await servicesOf(house.db, office.id)).filter(
    (service) => !service.definition.elsewhere,
  );
  return visit.html(
    side.page({
      visit,
      base: side.base(visit, draft.id),
      target: (requirements) => side.target(draft.id, requirements),
      office,
      draft,
      services: found.services,
      offered,
      answers: found.answers,
      news: await newsOf(
        house,
        office.id,
        draft,
        found.services,
        after.shown ?? visit.query('versi'),
      ),
      files: await filesOfDraft(house.db, office.id, draft.id),
      earlier: side.offersEarlier
        ? await earlierDocuments(house.db, office.id, draft.owner_id, draft.id)
        : [],
      errors: after.errors ?? {},
      refused: after.refused ?? [],
      kunci: newId(),
    }),
    after.status ?? 200,
  );
}
