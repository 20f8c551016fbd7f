import { isMessageKey, localise, say } from '../../../../kernel/i18n.ts';
import { Alert } from '../../../../ui/alert.tsx';
import { ButtonRow, LinkButton } from '../../../../ui/button.tsx';
import { When } from '../../../../ui/dates.tsx';
import { Details } from '../../../../ui/details.tsx';
import type { NavItem } from '../../../../ui/layout.tsx';
import { officePath, type PageContext } from '../../../../ui/page-context.ts';
import { Section } from '../../../../ui/page-head.tsx';
import { Tag } from '../../../../ui/tag.tsx';
import type { EditionRow, selectService, selectServiceEvents } from '../catalogue.sql.ts';
import type { Refusal } from '../drafting.ts';
import type { DraftRow } from '../drafts.sql.ts';
import { Editions } from './editions.tsx';
import { CataloguePage, servicePath } from './frame.tsx';
import { Press } from './press.tsx';

interface Props {
  readonly ctx: PageContext;
  readonly nav: readonly NavItem[];
  readonly timeZone: string;
  readonly code: string;
  readonly service: Awaited<ReturnType<typeof selectService>>;
  readonly draft: DraftRow | undefined;
  readonly editions: readonly EditionRow[];
  readonly events: Awaited<ReturnType<typeof selectServiceEvents>>;
  readonly running: readonly { version: number; running: number }[];
  readonly refusal: Refusal | undefined;
}

export function ServicePage(props: Props) {
  const { ctx, nav, code, service, draft, refusal } = props;
  const { t, lang } = ctx;
  const named = service?.name ?? draft?.definition.name;
  const title = (named && localise(named, lang).text) || code;
  const path = (rest: string) => servicePath(ctx, code, rest);
  return (
    <CataloguePage
      ctx={ctx}
      nav={nav}
      title={title}
      meta={<span class="sl-code">{code}</span>}
      trail={[{ label: code }]}
    >
      {refusal ? (
        <Alert kind="danger" live="alert">
          {say(t, refusal.reason)}
        </Alert>
      ) : null}
      <p>
        {service ? (
          <Tag tone={service.retired ? 'warning' : 'success'}>
            {t(service.retired ? 'offices.catalogue.stopped' : 'offices.catalogue.offered')}
          </Tag>
        ) : (
          <Tag>{t('offices.catalogue.never_published')}</Tag>
        )}{' '}
        {draft ? <Tag tone="info">{t('offices.catalogue.draft_mark')}</Tag> : null}
      </p>
      {draft ? (
        <p>
          {t('offices.catalogue.draft_by', { name: draft.changedBy })}{' '}
          <When at={draft.changedAt} tz={props.timeZone} lang={lang} style="short" />.
        </p>
      ) : (
        <p>{t('offices.catalogue.no_draft')}</p>
      )}
      <ButtonRow>
        {draft ? (
          <LinkButton href={path('/pokok')}>{t('offices.catalogue.go_on')}</LinkButton>
        ) : (
          <Press action={path('/draf')} words={t('offices.catalogue.begin_change')} />
        )}
        {service && !service.retired ? (
          <LinkButton
            kind="secondary"
            href={officePath(ctx, `/layanan/${encodeURIComponent(code)}`)}
          >
            {t('offices.catalogue.see_page')}
          </LinkButton>
        ) : null}
        {service ? (
          <LinkButton kind="secondary" href={path('/unduh')} download>
            {t('offices.catalogue.download')}
          </LinkButton>
        ) : null}
      </ButtonRow>
      {service ? (
        <Editions
          ctx={ctx}
          timeZone={props.timeZone}
          code={code}
          editions={props.editions}
          running={props.running}
          current={service.version}
          isOpen={draft !== undefined}
        />
      ) : null}
      {service ? <Offering {...props} retired={service.retired} /> : null}
      <History {...props} />
    </CataloguePage>
  );
}

/** Stopping is folded away, so that nobody does it by a slip. */
function Offering(props: Props & { readonly retired: boolean }) {
  const { ctx, code, retired } = props;
  const { t } = ctx;
  return retired ? (
    <Section title={t('offices.catalogue.reopen_title')} id="buka">
      <p>{t('offices.catalogue.reopen_text')}</p>
      <Press action={servicePath(ctx, code, '/buka')} words={t('offices.catalogue.reopen')} />
    </Section>
  ) : (
    <Details summary={t('offices.catalogue.stop_title')}>
      <p>{t('offices.catalogue.stop_text')}</p>
      <Press
        kind="danger"
        action={servicePath(ctx, code, '/hentikan')}
        words={t('offices.catalogue.stop')}
      />
    </Details>
  );
}

function History({ ctx, events, timeZone }: Props) {
  const { t, lang } = ctx;
  if (events.length === 0) return null;
  return (
    <Section title={t('offices.catalogue.history')} id="riwayat">
      <ul class="sl-rows">
        {events.map(({ kind, at, by, version }) => (
          <li>
            <p>
              <When at={at} tz={timeZone} lang={lang} style="short" />:{' '}
              {eventWords(ctx, kind, version)}
              {by ? ` (${by})` : null}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function eventWords({ t }: PageContext, kind: string, version: number | null): string {
  const key = `offices.event.${kind.replaceAll('.', '_')}`;
  return isMessageKey(key) ? t(key, { version: version ?? 0 }) : kind;
}
