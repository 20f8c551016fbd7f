import type { Query } from '../../../../kernel/db.ts';
import { Localised } from '../../../../ui/local.tsx';
import { Section } from '../../../../ui/page-head.tsx';
import { whatsappHref } from '../../../../ui/site-footer.tsx';
import type { Visit } from '../../../../web/visit.ts';
import { type ListedOffice, listOffices, type Office, officeById } from '../../../offices/index.ts';

/** Where somebody goes on from an office that takes no applications itself. */
export interface Ways {
  /** The offices above it, nearest first. */
  readonly above: readonly Office[];
  /** The first page of those directly below it. */
  readonly below: readonly ListedOffice[];
  /** Whose number answers questions: this office's, or that of the nearest above that has one. */
  readonly asks: Office | undefined;
}

export async function waysOn(query: Query, office: Office): Promise<Ways> {
  const above: Office[] = [];
  for (const id of office.ancestors.toReversed()) {
    const found = await officeById(query, id);
    if (found) above.push(found);
  }
  const { offices: below } = await listOffices(query, { childrenOf: office.id }, '', '');
  const asks = [office, ...above].find(({ profile }) => profile.whatsapp ?? profile.phone);
  return { above, below, asks };
}

/** The offices below, the office above, and whom to ask. */
export function WayOn({
  visit,
  office,
  ways,
}: {
  readonly visit: Visit;
  readonly office: Office;
  readonly ways: Ways;
}) {
  const { t, lang } = visit;
  const { above, below, asks } = ways;
  const open = below.filter(({ takesApplications }) => takesApplications);
  const shown = open.length > 0 ? open : below;
  const { whatsapp, phone } = asks?.profile ?? {};
  return (
    <Section title={t('portal.way_on.title')}>
      <ul class="sl-link-list">
        {shown.slice(0, 6).map(({ slug, name }) => (
          <li>
            <a href={`/${slug}`}>
              <Localised text={name} lang={lang} />
            </a>
          </li>
        ))}
        {below.length > Math.min(shown.length, 6) ? (
          <li>
            <a href={`/${office.slug}`}>{t('portal.way_on.all_below')}</a>
          </li>
        ) : null}
        {above.slice(0, 1).map(({ slug, name }) => (
          <li>
            <a href={`/${slug}`}>
              <Localised text={name} lang={lang} />
            </a>
          </li>
        ))}
        {above.length === 0 && below.length === 0 ? (
          <li>
            <a href="/">{t('portal.home.other_offices')}</a>
          </li>
        ) : null}
        {whatsapp ? (
          <li>
            <a href={whatsappHref(whatsapp)}>{t('portal.way_on.whatsapp', { number: whatsapp })}</a>
          </li>
        ) : null}
        {phone ? (
          <li>
            <a href={`tel:${phone.replaceAll(/[^\d+]/g, '')}`}>
              {t('portal.way_on.phone', { number: phone })}
            </a>
          </li>
        ) : null}
      </ul>
    </Section>
  );
}
