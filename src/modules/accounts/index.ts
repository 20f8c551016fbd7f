export { type Contact, contact, contacts } from './contacts.ts';
export { ACCOUNTS_CRONTAB, accountsTasks } from './mail.ts';
export { accountsRoutes } from './pages/index.ts';
export { hashPassword } from './passwords.ts';
export { createAccount, endSessions, ensureDemoLogin } from './people.ts';
export { type Caller, startSession, type Visitor, visitorByToken } from './sessions.ts';
