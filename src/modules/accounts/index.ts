export { type Contact, contact, contacts } from './contacts.sql.ts';
export { accountCrontab, accountTasks } from './mail.ts';
export { accountRoutes } from './pages/index.ts';
export { hashPassword } from './passwords.ts';
export { createAccount, endSessions, ensureDemoLogin } from './people.ts';
export { type Caller, startSession, type Visitor, visitorByToken } from './sessions.ts';
