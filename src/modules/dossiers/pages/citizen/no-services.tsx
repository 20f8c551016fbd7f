import { LinkButton } from '../../../../ui/button.tsx';
import { Empty } from '../../../../ui/empty.tsx';
import type { Visit } from '../../../../web/visit.ts';

/** An office that takes no applications here says so, and leads to those that do. */
export function NoServices({ visit }: { readonly visit: Visit }) {
  const { t, office } = visit;
  return (
    <Empty title={t('dossiers.begin.no_services')} text={t('dossiers.begin.no_services_text')}>
      <LinkButton href={`/${office.slug}`}>{t('dossiers.begin.find_office')}</LinkButton>
    </Empty>
  );
}
