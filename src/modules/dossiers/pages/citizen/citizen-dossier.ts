import type { House } from '../../../../kernel/house.ts';
import { isUuid } from '../../../../kernel/ids.ts';
import { textIn } from '../../../../kernel/ledger.ts';
import type { Visit } from '../../../../web/visit.ts';
import { type Message, messagesOf } from '../../../correspondence/index.ts';
import {
  type DeficiencyReason,
  everyReasonOf,
  type ServiceDefinition,
  serviceVersion,
} from '../../../offices/index.ts';
import { type EvidenceRow, evidenceOf } from '../../facts.sql.ts';
import {
  type ApplicationView,
  applicationViews,
  type DossierRow,
  dossierOf,
  eventsOf,
  type LetterRow,
  lettersOf,
  type TimelineEvent,
  type VerdictView,
  verdictHistory,
} from '../../reading/dossier.sql.ts';
import { type StepResultRow, stepResultsOf } from '../../steps/steps.sql.ts';
import { type Endings, endingsOf, lastDayToObject } from '../endings.ts';
import { officeOf } from '../who.ts';

/** A dossier with all that its applicant may know of it. */
export interface CitizenDossier {
  readonly dossier: DossierRow;
  readonly applications: readonly {
    readonly view: ApplicationView;
    readonly definition: ServiceDefinition;
    readonly evidence: readonly EvidenceRow[];
    readonly verdicts: readonly VerdictView[];
    readonly results: readonly StepResultRow[];
    /** When each step was left behind. */
    readonly leftAt: ReadonlyMap<string, Date>;
    /** The last day to object to how it ended. */
    readonly objectBy: string | undefined;
  }[];
  readonly endings: Endings;
  readonly letters: readonly LetterRow[];
  readonly reasons: readonly DeficiencyReason[];
  readonly messages: readonly Message[];
}

/** Gathers the one in the address; undefined when it is not this person's. */
export async function gatherDossier(
  house: House,
  visit: Visit,
): Promise<CitizenDossier | undefined> {
  const id = visit.param('dossier');
  const office = visit.office.id;
  const dossier = isUuid(id) ? await dossierOf(house.db, office, id, visit.person.id) : undefined;
  return dossier && gatherFor(house, visit, dossier);
}

/** What the applicant of this dossier may know of it, for whoever acts for them. */
export async function gatherFor(
  house: House,
  visit: Visit,
  dossier: DossierRow,
): Promise<CitizenDossier> {
  const office = visit.office.id;
  const applications = [];
  const events = await eventsOf(house.db, dossier.id);
  for (const view of await applicationViews(house.db, office, [dossier.id])) {
    const service = await serviceVersion(house.db, office, view.service_id, view.service_version);
    if (!service) throw new Error(`application ${view.id} has no service`);
    applications.push({
      view,
      definition: service.definition,
      evidence: await evidenceOf(house.db, office, view.id),
      verdicts: await verdictHistory(house.db, office, view.id),
      results: await stepResultsOf(house.db, office, view.id),
      leftAt: leftBehind(events.filter((event) => event.data.application === view.id)),
      objectBy: await lastDayToObject(house, await officeOf(house, visit), view),
    });
  }
  const [letters, reasons, messages, endings] = await Promise.all([
    lettersOf(house.db, office, dossier.id),
    everyReasonOf(house.db, office),
    messagesOf(house.db, house, office, dossier.id),
    endingsOf(house, office, dossier),
  ]);
  return { dossier, applications, letters, reasons, messages, endings };
}

/** The moment at which each step was last left for another, or finished. */
function leftBehind(events: readonly TimelineEvent[]): ReadonlyMap<string, Date> {
  const left = new Map<string, Date>();
  for (const { data, at } of events)
    if (data.step !== data.to_step || data.to === 'over') left.set(textIn(data, 'step'), at);
  return left;
}
