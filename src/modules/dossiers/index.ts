/** The case file: what an applicant hands in once, and the applications in it that walk the route. */
export { type Acting, type Done, done, type Hold, inDossier, NO_DOSSIER, refuse, withDossier } from './hold.ts';
export type { ApplicationRow } from './hold.sql.ts';
export { ask, type ApplicationState, RULES, stateOf } from './rules.ts';
