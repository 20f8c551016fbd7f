import type { NavItem } from '../../../../ui/layout.tsx';
import type { Visit } from '../../../../web/visit.ts';
import { DESK_ROLES } from '../../desks.ts';
import { FILERS } from '../../filing/rules.ts';
import { OBJECTION_ROLES } from '../../rules.ts';
import { FLOOR, OVERSEERS } from './who.ts';

export type StaffPlace =
  | 'daftar'
  | 'loket'
  | 'ajukan'
  | 'jadwal'
  | 'cari'
  | 'ringkasan'
  | 'angka'
  | 'orang'
  | 'keberatan'
  | 'atur'
  | 'audit'
  | 'latihan'
  | 'panduan';

/** The places of an officer, those of their roles only, with the keys that lead there. */
export function staffNav(visit: Visit, here: StaffPlace | undefined): NavItem[] {
  const { t, office, person } = visit;
  const at = (path: string) => `/${office.slug}/petugas${path}`;
  const works = person.roles.some((role) => FLOOR.includes(role));
  const receives = person.roles.some(
    (role) => role === 'head_of_office' || DESK_ROLES.meeting.includes(role),
  );
  const oversees = [...person.roles, ...person.rolesAbove].some((role) => OVERSEERS.includes(role));
  return [
    ...(works
      ? [
          {
            href: at(''),
            label: t('dossiers.desk.nav.list'),
            current: here === 'daftar',
            key: 'G',
          },
          ...(receives
            ? [
                {
                  href: at('/loket'),
                  label: t('dossiers.desk.nav.counter'),
                  current: here === 'loket',
                  key: 'L',
                },
              ]
            : []),
          ...(person.roles.some((role) => FILERS.includes(role))
            ? [
                {
                  href: at('/ajukan'),
                  label: t('dossiers.filing.nav'),
                  current: here === 'ajukan',
                  key: 'W',
                },
              ]
            : []),
          {
            href: at('/jadwal'),
            label: t('dossiers.desk.nav.schedule'),
            current: here === 'jadwal',
            key: 'D',
          },
          {
            href: at('/cari'),
            label: t('dossiers.desk.nav.find'),
            current: here === 'cari',
            key: '/',
          },
          ...(person.roles.some((role) => OBJECTION_ROLES.some((one) => one === role))
            ? [
                {
                  href: at('/keberatan'),
                  label: t('dossiers.objection.nav'),
                  current: here === 'keberatan',
                },
              ]
            : []),
        ]
      : []),
    ...(oversees
      ? [
          {
            href: at('/ringkasan'),
            label: t('dossiers.desk.nav.overview'),
            current: here === 'ringkasan',
          },
          {
            href: at('/angka'),
            label: t('dossiers.desk.nav.figures'),
            current: here === 'angka',
            key: 'F',
          },
        ]
      : []),
    ...(person.roles.includes('administrator')
      ? [
          { href: at('/orang'), label: t('staff.people.nav'), current: here === 'orang' },
          { href: at('/atur'), label: t('offices.settings.nav'), current: here === 'atur' },
        ]
      : []),
    ...(person.roles.some((role) => OVERSEERS.includes(role))
      ? [{ href: at('/audit'), label: t('reports.audit.title'), current: here === 'audit' }]
      : []),
    ...(person.roles.length > 0
      ? [
          { href: at('/latihan'), label: t('practice.nav'), current: here === 'latihan', key: 'Y' },
          {
            href: at('/panduan'),
            label: t('practice.guide.nav'),
            current: here === 'panduan',
            key: 'U',
          },
        ]
      : []),
  ];
}
