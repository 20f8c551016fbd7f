import { Card, CardGrid } from '../../../../ui/card.tsx';
import { Empty } from '../../../../ui/empty.tsx';
import { withParam } from '../../../../ui/href.ts';
import { Localised } from '../../../../ui/local.tsx';
import type { PageContext } from '../../../../ui/page-context.ts';
import { Section } from '../../../../ui/page-head.tsx';
import { Pagination } from '../../../../ui/pagination.tsx';
import type { ListedOffice } from '../../../offices/index.ts';

/** A page of offices: those that take applications as cards, the others as a plain list. */
export function OfficeList(props: {
  readonly ctx: PageContext;
  readonly offices: readonly ListedOffice[];
  readonly more: boolean;
  readonly openTitle: string;
  readonly othersTitle: string;
}) {
  const { ctx, offices, more, openTitle, othersTitle } = props;
  const { t, path } = ctx;
  const [base = ''] = path.split('?');
  if (offices.length === 0)
    return (
      <Empty title={t('portal.installation.none')} text={t('portal.installation.none_text')}>
        <p>
          <a href={base}>{t('portal.list.all')}</a>
        </p>
      </Empty>
    );
  const open = offices.filter(({ takesApplications }) => takesApplications);
  const others = offices.filter(({ takesApplications }) => !takesApplications);
  const last = offices.at(-1)?.slug ?? '';
  return (
    <>
      {open.length === 0 ? null : (
        <Section title={openTitle}>
          <CardGrid>
            {open.map((office) => (
              <OfficeCard ctx={ctx} office={office} />
            ))}
          </CardGrid>
        </Section>
      )}
      {others.length === 0 ? null : (
        <Section title={othersTitle}>
          <ul class="sl-link-list">
            {others.map(({ slug, name }) => (
              <li>
                <a href={`/${slug}`}>
                  <Localised text={name} lang={ctx.lang} />
                </a>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Pagination ctx={ctx} next={more ? withParam(path, 'setelah', last) : undefined} />
      {path.includes('setelah=') ? (
        <p>
          <a href={withParam(path, 'setelah', '')}>{t('portal.list.start')}</a>
        </p>
      ) : null}
    </>
  );
}

function OfficeCard({ ctx, office }: { readonly ctx: PageContext; readonly office: ListedOffice }) {
  const { slug, name, parentName } = office;
  return (
    <Card
      level={3}
      href={`/${slug}`}
      title={<Localised text={name} lang={ctx.lang} />}
      meta={parentName === null ? undefined : <Localised text={parentName} lang={ctx.lang} />}
    />
  );
}
