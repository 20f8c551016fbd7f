import type { Child } from 'hono/jsx';
import { LinkButton } from '../../../../ui/button.tsx';
import { formatWhen } from '../../../../ui/dates.tsx';
import { PageHead } from '../../../../ui/page-head.tsx';
import { Pagination } from '../../../../ui/pagination.tsx';
import { StaffPage } from '../../../../ui/staff-layout.tsx';
import { Tabs } from '../../../../ui/tabs.tsx';
import type { Visit } from '../../../../web/visit.ts';
import { staffNav } from '../../../dossiers/index.ts';
import { type Place, placeText } from '../question.ts';
import { type Asked, auditHref } from './asking.ts';

const LISTS = [
  ['', 'reports.audit.events'],
  ['/pembacaan', 'reports.audit.looks'],
  ['/tanpa-tugas', 'reports.audit.without_task'],
] as const;

/** A list of the audit: what it is, what is looked for, and what was found. */
export function AuditPage(props: {
  readonly visit: Visit;
  readonly path: (typeof LISTS)[number][0];
  readonly lead: string;
  readonly children?: Child;
}) {
  const { visit, path, lead } = props;
  const { t, page: ctx } = visit;
  const title = t('reports.audit.title');
  const here = LISTS.find(([list]) => list === path) ?? LISTS[0];
  return (
    <StaffPage ctx={ctx} title={`${title}: ${t(here[1])}`} nav={staffNav(visit, 'audit')}>
      <PageHead title={title} lead={lead} />
      <Tabs
        label={title}
        items={LISTS.map(([list, label]) => ({
          label: t(label),
          href: auditHref(visit, list, {}),
          current: list === path,
        }))}
      />
      {props.children}
    </StaffPage>
  );
}

/** Onward: after the last line of a full page, or from where a long search stopped for breath. */
export function Onward(props: {
  readonly visit: Visit;
  readonly path: string;
  readonly asked: Partial<Asked>;
  readonly isLater: boolean;
  readonly reached: Place | undefined;
  readonly isFull: boolean;
}) {
  const { visit, path, asked, isLater, reached, isFull } = props;
  const { t, lang, office, page: ctx } = visit;
  if (reached && !isFull)
    return (
      <p class="ds-paragraph">
        {t('reports.audit.reached', {
          when: formatWhen(new Date(reached.at), office.timeZone, lang, 'short'),
        })}{' '}
        <LinkButton href={auditHref(visit, path, asked, placeText(reached))} kind="secondary">
          {t('reports.audit.go_on')}
        </LinkButton>
      </p>
    );
  return (
    <Pagination
      ctx={ctx}
      previous={isLater ? auditHref(visit, path, asked) : undefined}
      next={reached ? auditHref(visit, path, asked, placeText(reached)) : undefined}
    />
  );
}
