/** Every role by its name in code; `applicant` is anybody with a login, the others are memberships in an office. */
export const ROLES = [
  'applicant',
  'assistant',
  'counter_officer',
  'verifier',
  'operator',
  'surveyor',
  'signatory',
  'cashier',
  'liaison_officer',
  'complaint_officer',
  'assessor',
  'auditor',
  'head_of_office',
  'administrator',
] as const;
export type Role = (typeof ROLES)[number];
export type StaffRole = Exclude<Role, 'applicant'>;
export const STAFF_ROLES = ROLES.filter((role): role is StaffRole => role !== 'applicant');
