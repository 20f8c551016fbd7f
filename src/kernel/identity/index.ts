/** Numbers and names by which people, taxpayers and households are known. Pure; no table is bundled. */
export { type Phone, parsePhone, parsePostalCode } from './contact.ts';
export { parseFullName } from './name.ts';
export {
  type FamilyCardNumber,
  type KnownDistrict,
  maskNik,
  type Nik,
  parseFamilyCardNumber,
  parseNik,
  type Refused,
} from './nik.ts';
export { formatNpwp, type Npwp, parseNpwp } from './npwp.ts';
