export { DEMO_PASSWORD, type DemoAccount, demoAccounts, installDemoStaff } from './demo.ts';
export { appoint, endMembership } from './membership.ts';
export { demoRoutes as staffRoutes } from './pages/index.ts';
export { type Colleague, colleagues, type Membership, memberships, rolesOf } from './staff.sql.ts';
