import type { Child } from 'hono/jsx';
import { localise } from '../../../../kernel/i18n.ts';
import { Breadcrumbs } from '../../../../ui/breadcrumbs.tsx';
import { formatWhen } from '../../../../ui/dates.tsx';
import type { NavItem } from '../../../../ui/layout.tsx';
import { officePath, type PageContext } from '../../../../ui/page-context.ts';
import { PageHead } from '../../../../ui/page-head.tsx';
import { StaffPage } from '../../../../ui/staff-layout.tsx';
import { Tabs } from '../../../../ui/tabs.tsx';
import type { DraftRow } from '../drafts.sql.ts';
import { type Checked, PARTS, type Part, partOf } from '../flaws.ts';
import { Undo } from './undo.tsx';

/** Where services are administered. */
export const AT = '/petugas/atur/layanan';
export const servicePath = (ctx: PageContext, code: string, rest = '') =>
  officePath(ctx, `${AT}/${encodeURIComponent(code)}${rest}`);

/** A page about the services of an office, for its administrators. `trail` leads back up to the list. */
export function CataloguePage(props: {
  readonly ctx: PageContext;
  readonly nav: readonly NavItem[];
  readonly title: string;
  readonly meta?: Child;
  readonly lead?: Child;
  readonly actions?: Child;
  readonly trail?: readonly { readonly label: string; readonly href?: string | undefined }[];
  readonly children?: Child;
}) {
  const { ctx, nav, title, meta, lead, actions, trail = [], children } = props;
  const { t } = ctx;
  return (
    <StaffPage ctx={ctx} title={title} nav={nav} hidden>
      <Breadcrumbs
        ctx={ctx}
        items={[
          { label: t('offices.settings.title'), href: officePath(ctx, '/petugas/atur') },
          {
            label: t('offices.catalogue.title'),
            href: trail.length > 0 ? officePath(ctx, AT) : undefined,
          },
          ...trail,
        ]}
      />
      <PageHead title={title} meta={meta} lead={lead} actions={actions} />
      {children}
    </StaffPage>
  );
}

/** The pages on which a draft is changed and published. */
export const STEPS = [...PARTS, 'pratinjau', 'terbitkan'] as const;
export type EditorStep = (typeof STEPS)[number];

/** One part of a draft: its name and state, the way to the other parts, and how much each still lacks. */
export function EditorPage(props: {
  readonly ctx: PageContext;
  readonly nav: readonly NavItem[];
  readonly timeZone: string;
  readonly draft: DraftRow;
  readonly checked: Checked;
  readonly here: EditorStep;
  readonly children?: Child;
}) {
  const { ctx, draft, checked, here, timeZone, children } = props;
  const { t, lang } = ctx;
  const name = localise(draft.definition.name, lang).text || draft.code;
  const faults = (part: Part) =>
    checked.ok ? 0 : checked.flaws.filter((flaw) => partOf(flaw) === part).length;
  return (
    <CataloguePage
      ctx={ctx}
      nav={props.nav}
      title={t('offices.catalogue.change_named', { name })}
      meta={t(
        draft.basedOn === null ? 'offices.catalogue.draft_new' : 'offices.catalogue.draft_state',
        {
          code: draft.code,
          version: draft.basedOn ?? 0,
          at: formatWhen(draft.changedAt, timeZone, lang, 'short'),
          name: draft.changedBy,
        },
      )}
      trail={[
        { label: draft.code, href: servicePath(ctx, draft.code) },
        { label: t(`offices.catalogue.part.${here}`) },
      ]}
    >
      <Tabs
        label={t('offices.catalogue.parts')}
        items={STEPS.map((step) => ({
          label: t(`offices.catalogue.part.${step}`),
          href: servicePath(ctx, draft.code, `/${step}`),
          current: step === here,
          count: isPart(step) ? faults(step) : 0,
          countLabel: t('offices.catalogue.to_mend'),
        }))}
      />
      <Undo
        ctx={ctx}
        draft={draft}
        action={servicePath(ctx, draft.code, `/draf/urungkan?dari=${here}`)}
      />
      {children}
    </CataloguePage>
  );
}

const isPart = (step: EditorStep): step is Part => PARTS.some((part) => part === step);

/** What every form of the editor carries: the state it was typed over, and a key that makes sending twice do once. */
export function Carried(props: { readonly edition: number; readonly once: string }) {
  return (
    <>
      <input type="hidden" name="suntingan" value={String(props.edition)} />
      <input type="hidden" name="kunci" value={props.once} />
    </>
  );
}
