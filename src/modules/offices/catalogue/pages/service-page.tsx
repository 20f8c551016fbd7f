import { isMessageKey, localise, say } from '../../../../kernel/i18n.ts';
import { newId } from '../../../../kernel/ids.ts';
import { Alert } from '../../../../ui/alert.tsx';
import { ButtonRow, LinkButton, SubmitButton } from '../../../../ui/button.tsx';
import { When } from '../../../../ui/dates.tsx';
import { Details } from '../../../../ui/details.tsx';
import type { NavItem } from '../../../../ui/layout.tsx';
import { officePath, type PageContext } from '../../../../ui/page-context.ts';
import { Section } from '../../../../ui/page-head.tsx';
import { Table } from '../../../../ui/table.tsx';
import { Tag } from '../../../../ui/tag.tsx';
import type { EditionRow, selectService, selectServiceEvents } from '../catalogue.sql.ts';
import type { Refusal } from '../drafting.ts';
import type { DraftRow } from '../drafts.sql.ts';
import { CataloguePage, servicePath } from './frame.tsx';

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
      {service ? <Editions {...props} title={title} /> : null}
      {service ? <Offering {...props} retired={service.retired} /> : null}
      <History {...props} />
    </CataloguePage>
  );
}

/** A form of one button. */
function Press(props: {
  readonly action: string;
  readonly words: string;
  readonly kind?: 'primary' | 'tertiary' | 'danger';
  readonly label?: string;
  readonly hidden?: Readonly<Record<string, string>>;
}) {
  const small = props.kind === 'tertiary';
  return (
    <form method="post" action={props.action}>
      <input type="hidden" name="kunci" value={newId()} />
      {Object.entries(props.hidden ?? {}).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <SubmitButton kind={props.kind} size={small ? 'sm' : undefined} label={props.label}>
        {props.words}
      </SubmitButton>
    </form>
  );
}

function Editions(props: Props & { readonly title: string }) {
  const { ctx, code, editions, running, timeZone, draft, service } = props;
  const { t, lang } = ctx;
  const path = (rest: string) => servicePath(ctx, code, rest);
  return (
    <Section
      title={t('offices.catalogue.versions')}
      id="versi"
      actions={
        editions.length > 1 || draft ? (
          <LinkButton kind="secondary" size="sm" href={path('/banding')}>
            {t('offices.catalogue.compare')}
          </LinkButton>
        ) : undefined
      }
    >
      <Table
        ctx={ctx}
        caption={t('offices.catalogue.versions')}
        captionHidden
        rows={editions}
        columns={[
          {
            key: 'version',
            head: t('offices.catalogue.version_head'),
            rowHead: true,
            cell: ({ version }) => (
              <>
                {version}{' '}
                {version === service?.version ? (
                  <Tag tone="success">{t('offices.catalogue.in_force')}</Tag>
                ) : null}
              </>
            ),
          },
          {
            key: 'when',
            head: t('offices.catalogue.published_at'),
            cell: ({ publishedAt }) => (
              <When at={publishedAt} tz={timeZone} lang={lang} style="short" />
            ),
          },
          {
            key: 'who',
            head: t('offices.catalogue.published_by'),
            cell: ({ publishedBy }) => publishedBy ?? t('offices.catalogue.from_folder'),
          },
          {
            key: 'note',
            head: t('offices.catalogue.note'),
            cell: ({ note }) =>
              note === '' ? <span class="sl-quiet">–</span> : <span class="sl-typed">{note}</span>,
          },
          {
            key: 'running',
            head: t('offices.catalogue.running'),
            numeric: true,
            cell: ({ version }) =>
              String(running.find((each) => each.version === version)?.running ?? 0),
          },
          {
            key: 'acts',
            head: t('offices.catalogue.acts'),
            cell: ({ version }) => (
              <div class="sl-buttons">
                {version > 1 ? (
                  <LinkButton
                    kind="tertiary"
                    size="sm"
                    href={path(`/banding?dari=${version - 1}&ke=${version}`)}
                    label={t('offices.catalogue.what_changed_in', { version })}
                  >
                    {t('offices.catalogue.what_changed')}
                  </LinkButton>
                ) : null}
                {draft || version === service?.version ? null : (
                  <Press
                    kind="tertiary"
                    action={path('/draf')}
                    words={t('offices.catalogue.take_again')}
                    label={t('offices.catalogue.take_version_again', { version })}
                    hidden={{ versi: String(version) }}
                  />
                )}
              </div>
            ),
          },
        ]}
      />
    </Section>
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
