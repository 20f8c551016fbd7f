/** The case file: what an applicant hands in once, and the applications in it that walk the route. */

export { documentHooks } from './document-hooks.ts';
export { dossierKey } from './dossier-key.ts';
export { endingReactions } from './ending-letters.ts';
export { knownOf } from './filing/walk-in.ts';
export { WAYS, wayIn } from './filing/way.ts';
export { takeByAppointment } from './handling/by-appointment.ts';
export { type HandedOver, handOverAll } from './handling/hand-over-all.ts';
export { keepFor } from './handling/keeping-for.ts';
export { workOf } from './handling/work-of.sql.ts';
export type { ApplicationRow } from './hold.sql.ts';
export {
  type Acting,
  type Done,
  done,
  type Hold,
  inDossier,
  NO_DOSSIER,
  refuse,
  withDossier,
} from './hold.ts';
export { unreadOf } from './messages/unread.sql.ts';
export { dossierRoutes } from './pages/index.ts';
export type { Panel, Upcoming } from './pages/panel.ts';
export { FormPreview } from './pages/staff/form-preview.tsx';
export { staffNav } from './pages/staff/index.ts';
export { RecountPart } from './pages/staff/recount-part.tsx';
export { eventWords, stateWords } from './pages/staff/words.tsx';
export { forgetPractised } from './practised/forget.ts';
export { dossierReactions } from './reactions.ts';
export { noteLook, noteOpening } from './reading/access.sql.ts';
export { runningByEdition } from './reading/editions.sql.ts';
export { type FirstCheck, firstChecks } from './reading/first-check.sql.ts';
export { recountReactions } from './recounting/recount.ts';
export { type ApplicationState, RULES, stateOf } from './rules.ts';
export { letGo, recordAtDesk } from './steps/by-desk.ts';
export { handInReadyMade, type ReadyMade } from './submission/hand-in.ts';
export { dossierCrontab, dossierTasks } from './tasks.ts';
