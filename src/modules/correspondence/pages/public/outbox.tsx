import { LinkButton, SubmitButton } from '../../../../ui/button.tsx';
import { When } from '../../../../ui/dates.tsx';
import { Empty } from '../../../../ui/empty.tsx';
import { TextField } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import { Page } from '../../../../ui/layout.tsx';
import type { PageContext } from '../../../../ui/page-context.ts';
import { PageHead } from '../../../../ui/page-head.tsx';
import { Pagination } from '../../../../ui/pagination.tsx';
import { Table } from '../../../../ui/table.tsx';
import type { OutboxLine } from '../../outbox.sql.ts';

/** The demo has no office of its own: its times are those of the capital. */
export const DEMO_ZONE = 'Asia/Jakarta';

/** Every message of the sandbox, newest first. `olderThan` is the last one shown when there are older ones. */
export function OutboxPage(props: {
  readonly ctx: PageContext;
  readonly address: string;
  readonly lines: readonly OutboxLine[];
  readonly olderThan: string | undefined;
}) {
  const { ctx, address, lines, olderThan } = props;
  const { t } = ctx;
  return (
    <Page ctx={ctx} title={t('correspondence.outbox.title')} width="wide" hidden>
      <PageHead title={t('correspondence.outbox.title')} lead={t('correspondence.outbox.lead')} />
      <Form method="get" action="/demo/outbox" inline>
        <TextField
          ctx={ctx}
          name="alamat"
          type="search"
          label={t('correspondence.outbox.search')}
          value={address}
          maxLength={254}
          autocomplete="off"
          optional="unmarked"
        />
        <SubmitButton kind="secondary">{t('correspondence.outbox.search_button')}</SubmitButton>
      </Form>
      <Table
        ctx={ctx}
        caption={t('correspondence.outbox.caption')}
        captionHidden
        columns={[
          {
            key: 'subject',
            head: t('correspondence.outbox.subject'),
            rowHead: true,
            cell: (line) => (
              <a href={`/demo/outbox/${line.id}`}>
                {line.subject || t('correspondence.outbox.no_subject')}
              </a>
            ),
          },
          {
            key: 'to',
            head: t('correspondence.outbox.to'),
            cell: (line) => <Address text={line.address} />,
          },
          {
            key: 'at',
            head: t('correspondence.outbox.at'),
            cell: (line) => <When at={line.at} tz={DEMO_ZONE} lang={ctx.lang} style="short" />,
          },
        ]}
        rows={lines}
        empty={<Nothing ctx={ctx} isSearch={address !== ''} />}
      />
      <Pagination
        ctx={ctx}
        next={
          olderThan &&
          `/demo/outbox?${new URLSearchParams({ alamat: address, sebelum: olderThan })}`
        }
      />
    </Page>
  );
}

function Nothing({ ctx, isSearch }: { readonly ctx: PageContext; readonly isSearch: boolean }) {
  const { t } = ctx;
  if (!isSearch)
    return (
      <Empty
        title={t('correspondence.outbox.empty')}
        text={t('correspondence.outbox.empty_text')}
      />
    );
  return (
    <Empty
      title={t('correspondence.outbox.none_found')}
      text={t('correspondence.outbox.none_found_text')}
    >
      <LinkButton href="/demo/outbox" kind="secondary">
        {t('correspondence.outbox.all')}
      </LinkButton>
    </Empty>
  );
}

/** A long address may break behind its dots: on a phone it is wider than the screen. */
function Address({ text }: { readonly text: string }) {
  return (
    <>
      {text.split(/(?<=[@.])/).map((part, n) => (
        <>
          {n === 0 ? null : <wbr />}
          {part}
        </>
      ))}
    </>
  );
}
