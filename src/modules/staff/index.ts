/** Who works where, as what. A role counts in its office alone and from the next sign-in. */
export { DEMO_PASSWORD, type DemoAccount, installDemoStaff } from './demo.ts';
export { staffTasks } from './inviting.ts';
export { resetCode } from './lost-code.ts';
export { appoint, endMembership } from './membership.ts';
export { staffRoutes } from './pages/index.ts';
export { setPracticeRoles } from './practice-roles.ts';
export { colleagues, memberships, rolesOf } from './staff.sql.ts';
