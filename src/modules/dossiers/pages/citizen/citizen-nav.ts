import type { Visit } from '../../../../web/visit.ts';
import type { NavItem } from '../../../../ui/layout.tsx';

/** The applicant's places: always the same few, in the same order. */
export function citizenNav(visit: Visit, here: 'dasbor' | 'layanan' | 'panduan' | 'akun' | undefined): NavItem[] {
  const { t, office } = visit;
  return [
    { href: `/${office.slug}/dasbor`, label: t('dossiers.nav.dashboard'), current: here === 'dasbor' },
    { href: `/${office.slug}/layanan`, label: t('dossiers.nav.services'), current: here === 'layanan' },
    { href: `/${office.slug}/panduan`, label: t('dossiers.nav.guide'), current: here === 'panduan' },
    { href: `/${office.slug}/akun`, label: t('dossiers.nav.account'), current: here === 'akun' },
  ];
}
