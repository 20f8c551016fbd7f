/** Persons, their logins and sessions, and the pages at the door. Nobody else writes these tables. */

export { commonPasswords } from './common-passwords.ts';
export { type Contact, contact, contacts } from './contacts.sql.ts';
export { readEmail, readRegistration } from './forms.ts';
export { accountCrontab, accountTasks } from './mail.ts';
export { accountRoutes } from './pages/index.ts';
export { hashPassword } from './passwords.ts';
export {
  confirmAddress,
  createAccount,
  endSessions,
  ensureDemoLogin,
  personByEmail,
} from './people.ts';
export { wantsFactor } from './rules.ts';
export { resetFactor } from './second/resetting.ts';
export { setWorkplace } from './sessions.sql.ts';
export { visitorByToken } from './sessions.ts';
export { forgetPerson, noteAddress, recordPerson } from './without-login.ts';
