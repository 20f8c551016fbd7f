import type { OfficeCalendar } from '../../../../kernel/clocks/index.ts';
import type { FormInput } from '../../../../kernel/forms.ts';
import type { House } from '../../../../kernel/house.ts';
import { type Reason, reason } from '../../../../kernel/i18n.ts';
import { isUuid } from '../../../../kernel/ids.ts';
import type { Visit } from '../../../../web/visit.ts';
import {
  calendarOf,
  everyReasonOf,
  type KeptReason,
  type ServiceDefinition,
} from '../../../offices/index.ts';
import { OBJECTION_ROLES } from '../../ending-rules.ts';
import { desksOf } from '../../handling/commands.ts';
import type { Acting } from '../../hold.ts';
import { noteLook, openedUntil } from '../../reading/access.sql.ts';
import {
  type ApplicationView,
  applicationViews,
  type DossierRow,
  dossierOf,
} from '../../reading/dossier.sql.ts';
import { hasTask } from '../../reading/task.sql.ts';
import type { RuleName } from '../../rules.ts';
import { answersFor, type SavedAnswer } from '../../saved-answers/saved-answers.sql.ts';
import { type WaitingProof, waitingProof } from '../../steps/proof.sql.ts';
import { isJudged, laySheet, type RequirementView, type Sheet } from './sheet.ts';
import { officer, reachOf } from './who.ts';

export type { RequirementView } from './sheet.ts';

/**
 * How the visitor stands to the dossier: works on it, could take it, sees that a colleague works on it, is its applicant, or
 * looks from above. Only who works on it gets forms.
 */
export type Hand = 'mine' | 'free' | 'taken' | 'own' | 'watching';

/** A dossier as it lies on the officer's desk. */
export interface Desk {
  readonly visit: Visit;
  readonly who: Acting;
  readonly hand: Hand;
  readonly dossier: DossierRow;
  readonly applications: readonly ApplicationView[];
  /** Every application of the dossier, in its order. */
  readonly sheets: readonly Sheet[];
  /** The one that is looked at, with what belongs to it. */
  readonly chosen: ApplicationView;
  readonly definition: ServiceDefinition;
  readonly requirements: readonly RequirementView[];
  readonly calendar: OfficeCalendar;
  /** Those no longer offered too: an earlier verdict may name one. */
  readonly reasons: readonly KeptReason[];
  readonly asked: Asked;
  /** The visitor's own file that proves the present step and waits for its result to be recorded. */
  readonly proof: WaitingProof | undefined;
  /** Answers that the visitor keeps for the next time, and the office's. */
  readonly saved: readonly SavedAnswer[];
  /** `/<office>/petugas/berkas/<dossier>` */
  readonly path: string;
  /** Until when somebody from above may look. */
  readonly until: Date | undefined;
  /** Why the visitor may not apply this rule now; undefined when they may. */
  why(rule: RuleName): Reason | undefined;
}

/** The forms of the end: more time, a result, its hand-over, an objection. */
export type EndingForm = 'siap' | 'serah' | 'perpanjangan' | 'keberatan';

/** A form that came back, to be shown again with its sentence. */
export interface Returned {
  readonly form:
    | 'ambil'
    | 'penilaian'
    | 'hasil'
    | 'pesan'
    | 'buka'
    | 'langkah'
    | 'rekan'
    | EndingForm;
  readonly input: FormInput;
  /** Why it was refused; undefined when a button in it only changed what was typed. */
  readonly why?: Reason;
}

export type Reached =
  | { readonly kind: 'open'; readonly dossier: DossierRow; readonly until: Date | undefined }
  /** Somebody from above, or without a task for it, who has not said why. */
  | { readonly kind: 'closed'; readonly dossier: DossierRow }
  | { readonly kind: 'no'; readonly answer: Response | Promise<Response> };

/** Whether this visitor may read the dossier in the address. */
export async function reachDossier(house: House, visit: Visit): Promise<Reached> {
  const id = visit.param('dossier');
  const reach = reachOf(visit);
  const [dossier, isTheirs] =
    isUuid(id) && reach
      ? await Promise.all([
          dossierOf(house.db, visit.office.id, id),
          reach === 'floor' && isTaskOf(house, visit, id),
        ])
      : [];
  if (!reach && visit.person.roles.length > 0)
    return { kind: 'no', answer: visit.forbidden({ key: 'web.forbidden.role' }) };
  if (!dossier) return { kind: 'no', answer: visit.notFound() };
  // Nobody handles their own dossier, and nobody reads in it what the office notes for itself (ASVS 8.2.2).
  if (dossier.applicant_id === visit.person.id)
    return { kind: 'no', answer: visit.forbidden(reason('dossiers.guard.own_page')) };
  if (isTheirs) return { kind: 'open', dossier, until: undefined };
  const until = await openedUntil(house.db, visit.office.id, id, visit.person.id);
  return until ? { kind: 'open', dossier, until } : { kind: 'closed', dossier };
}

const isTaskOf = (house: House, { office, person }: Visit, dossierId: string): Promise<boolean> =>
  hasTask(
    house.db,
    {
      officeId: office.id,
      personId: person.id,
      desks: desksOf(person.roles),
      answersObjections: OBJECTION_ROLES.some((role) => person.roles.includes(role)),
    },
    dossierId,
  );

/** What the address, or a form that came back, asks to see first. */
export interface Asked {
  readonly application: string;
  readonly requirement: string;
}

const askedBy = (visit: Visit): Asked => ({
  application: visit.query('permohonan'),
  requirement: visit.query('syarat'),
});

/** Lays the dossier on the desk; the look is noted. */
export async function layOut(
  house: House,
  visit: Visit,
  dossier: DossierRow,
  until: Date | undefined,
  asked: Asked = askedBy(visit),
): Promise<Desk> {
  const office = visit.office;
  const who = await officer(house, visit);
  const look = { officeId: office.id, actorId: visit.person.id, id: dossier.id };
  const [applications] = await Promise.all([
    applicationViews(house.db, office.id, [dossier.id]),
    noteLook(house.db, { ...look, kind: 'dossier' }),
  ]);
  const scene = { tx: house.db, at: visit.now, who, dossier };
  const sheets = await Promise.all(applications.map((each) => laySheet(scene, each)));
  const sheet =
    sheets.find(({ application }) => application.id === asked.application) ?? firstOf(sheets, who);
  if (!sheet) throw new Error(`dossier ${dossier.id} has no application`);
  const { application: chosen, definition, requirements, why } = sheet;
  const [calendar, reasons, proof, saved] = await Promise.all([
    calendarOf(house.db, who.office),
    everyReasonOf(house.db, office.id),
    waitingProof(house.db, {
      officeId: office.id,
      applicationId: chosen.id,
      step: chosen.step,
      byId: visit.person.id,
      part: 'proof',
    }),
    answersFor(house.db, office.id, visit.person.id),
  ]);
  return {
    visit,
    who,
    hand: handOf(visit, dossier, until),
    dossier,
    applications,
    sheets,
    chosen,
    definition,
    requirements,
    why,
    calendar,
    reasons,
    asked,
    proof,
    saved,
    path: `/${office.slug}/petugas/berkas/${dossier.id}`,
    until,
  };
}

/** Where the visitor's work is: what they have to judge, then what else waits at their desks, then whatever there is. */
function firstOf(sheets: readonly Sheet[], { roles }: Acting): Sheet | undefined {
  const desks = desksOf(roles);
  const mine = sheets.filter(
    ({ application }) =>
      application.waiting_on === 'office' && desks.includes(application.step_kind),
  );
  return (
    mine.find((one) => isJudged(one) && one.requirements.some(({ current }) => !current)) ??
    mine[0] ??
    sheets.find(({ application }) => application.waiting_on === 'office') ??
    sheets[0]
  );
}

function handOf(visit: Visit, dossier: DossierRow, until: Date | undefined): Hand {
  if (until) return 'watching';
  if (dossier.applicant_id === visit.person.id) return 'own';
  if (dossier.handler_id === null) return 'free';
  return dossier.handler_id === visit.person.id ? 'mine' : 'taken';
}

/** The requirement to look at: the one asked for, else the first without a verdict, else the first. */
export function selectedOf(desk: Desk): RequirementView | undefined {
  return (
    desk.requirements.find(({ requirement }) => requirement.key === desk.asked.requirement) ??
    desk.requirements.find(({ current }) => !current) ??
    desk.requirements[0]
  );
}

/** The next requirement without a verdict, in the order in which they are listed and then from the beginning, over all applications. */
export function nextToJudge(
  desk: Pick<Desk, 'sheets'>,
  from: { readonly application: string; readonly requirement: string },
): { readonly application: string; readonly requirement: string } | undefined {
  const all = desk.sheets.filter(isJudged).flatMap(({ application, requirements }) =>
    requirements.map(({ requirement, current }) => ({
      application: application.id,
      requirement: requirement.key,
      current,
    })),
  );
  const here = all.findIndex(
    ({ application, requirement }) =>
      application === from.application && requirement === from.requirement,
  );
  return [...all.slice(here + 1), ...all.slice(0, Math.max(here, 0))].find(
    ({ current }) => !current,
  );
}

/** The id of a requirement's line in the list. */
export function rowId(desk: Pick<Desk, 'sheets'>, applicationId: string, key: string): string {
  const index = desk.sheets.findIndex(({ application }) => application.id === applicationId);
  return desk.sheets.length > 1 ? `syarat-${key}-${index + 1}` : `syarat-${key}`;
}

/** An address of the dossier's page; what is empty is left out. */
export function deskHref(
  desk: Pick<Desk, 'path' | 'chosen' | 'applications'>,
  params: Readonly<Record<string, string | undefined>>,
  hash = '',
): string {
  const query = new URLSearchParams();
  if (desk.applications.length > 1) query.set('permohonan', desk.chosen.id);
  for (const [name, value] of Object.entries(params))
    if (value && (name !== 'permohonan' || desk.applications.length > 1)) query.set(name, value);
  const text = query.toString();
  return `${desk.path}${text ? `?${text}` : ''}${hash && `#${hash}`}`;
}
