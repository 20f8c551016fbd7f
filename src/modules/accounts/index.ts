/** Persons, their logins and sessions, and the pages at the door. Nobody else writes these tables. */
export { type Contact, contact, contacts } from './contacts.sql.ts';
export { accountCrontab, accountTasks } from './mail.ts';
export { accountRoutes } from './pages/index.ts';
export { hashPassword } from './passwords.ts';
export { createAccount, endSessions, ensureDemoLogin, personByEmail } from './people.ts';
export { wantsFactor } from './rules.ts';
export { resetFactor } from './second/resetting.ts';
export { visitorByToken } from './sessions.ts';
