/** Offices: their tree, their services and editions, when they work. All of it is data; no office is named in code. */
export { calendarOf } from './calendar-of.ts';
export { catalogueRoutes } from './catalogue/pages/index.ts';
export { everyChange, whatChanged } from './catalogue/what-changed.ts';
export type {
  Condition,
  DeficiencyReason,
  FeeRule,
  Field,
  Localised,
  Requirement,
  ServiceDefinition,
  Step,
  StepKind,
} from './definition.ts';
export { STEP_KINDS } from './definition.ts';
export { type Deadlines, deadlinesOf, silenceGrants } from './definition-deadlines.ts';
export type { OfficeDefinition, StaffDefinition } from './definition-office.ts';
export {
  type Answers,
  type AnswerValue,
  applies,
  type Fee,
  feeOf,
  fieldsFor,
  NUMERIC_KINDS,
  nextStep,
  requirementsFor,
  routeFor,
} from './definition-rules.ts';
export type { Hours, SeatRules, Week } from './definition-time.ts';
export { conditionWords, durationWords, feeWords } from './definition-words.ts';
export { openOfficeDiary } from './diary.ts';
export { exportOffice } from './exporting/export-office.ts';
export { openRuns } from './hours-line.ts';
export {
  type Import,
  type ImportedOffice,
  importOffices,
  type StaffDoor,
} from './importing/import-offices.ts';
export type { Mistake } from './importing/mistakes.ts';
export { LETTER_KINDS, type LetterKind } from './letters/kinds.ts';
export { type Filling, fillingOf, ownWording } from './letters/wording.ts';
export { eventsOf, type OfferedEvent } from './offered-events.ts';
export type { Counter, Office, OfficeProfile, OfficeService } from './office.ts';
export { selectEditionAt as editionAt } from './offices.sql.ts';
export {
  childrenOf,
  countersOf,
  everyReasonOf,
  officeById,
  officeBySlug,
  reasonsOf,
  serviceByCode,
  servicesOf,
  serviceVersion,
} from './offices.ts';
export { forgetOffices } from './remembered.ts';
export { searchServices } from './search.ts';
export { type Account, readAccount } from './settings/differences.ts';
export { settingsRoutes } from './settings/pages/index.ts';
export { placeWords } from './settings/place-words.ts';
export type { KeptReason } from './settings/reasons.sql.ts';
export { type ListedOffice, listOffices, type Where } from './tree.sql.ts';
export { makeTwin, type Twin } from './twin/make-twin.ts';
export { selectTwin as twinOf } from './twin/twin.sql.ts';
export { type OfficeFace, visitOffice } from './visit-office.ts';
