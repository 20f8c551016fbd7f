import { Breadcrumbs } from '../../../../ui/breadcrumbs.tsx';
import { LinkButton } from '../../../../ui/button.tsx';
import { Card } from '../../../../ui/card.tsx';
import { When } from '../../../../ui/dates.tsx';
import { DescriptionList } from '../../../../ui/description-list.tsx';
import { safeHref } from '../../../../ui/href.ts';
import { Page } from '../../../../ui/layout.tsx';
import type { PageContext } from '../../../../ui/page-context.ts';
import { PageHead, Section } from '../../../../ui/page-head.tsx';
import type { OutboxMessage } from '../../outbox.sql.ts';
import { piecesOf } from '../../outbox-text.ts';
import { DEMO_ZONE } from './outbox.tsx';

/** One message of the sandbox as its receiver would see it. */
export function OutboxMessagePage(props: {
  readonly ctx: PageContext;
  readonly message: OutboxMessage;
}) {
  const { ctx, message } = props;
  const { t } = ctx;
  const subject = message.subject || t('correspondence.outbox.no_subject');
  return (
    <Page ctx={ctx} title={subject} hidden>
      <Breadcrumbs
        ctx={ctx}
        items={[
          { label: t('correspondence.outbox.title'), href: '/demo/outbox' },
          { label: subject },
        ]}
      />
      <PageHead title={subject} />
      <DescriptionList
        items={[
          { term: t('correspondence.outbox.to'), value: message.address },
          {
            term: t('correspondence.outbox.at'),
            value: <When at={message.at} tz={DEMO_ZONE} lang={ctx.lang} />,
          },
        ]}
      />
      <Section title={t('correspondence.outbox.body')}>
        <Card>
          {message.body.split(/\n{2,}/).map((paragraph) => (
            <p>
              {paragraph
                .split('\n')
                .map((line, n) => [n === 0 ? null : <br />, <Line text={line} />])}
            </p>
          ))}
        </Card>
      </Section>
      {message.attachments.length === 0 ? null : (
        <Section title={t('correspondence.outbox.attachments')}>
          <ul>
            {message.attachments.map(({ name }, n) => (
              <li>
                <LinkButton
                  href={`/demo/outbox/${message.id}/lampiran/${n + 1}`}
                  kind="tertiary"
                  download
                >
                  {t('correspondence.outbox.download', { name })}
                </LinkButton>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </Page>
  );
}

function Line({ text }: { readonly text: string }) {
  return (
    <>
      {piecesOf(text).map((piece) =>
        piece.isLink ? (
          <a class="ds-link" href={safeHref(piece.text)} rel="noreferrer">
            {piece.text}
          </a>
        ) : (
          piece.text
        ),
      )}
    </>
  );
}
