import { Button, ButtonRow } from '../../../../ui/button.tsx';
import { When } from '../../../../ui/dates.tsx';
import { TextArea } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import { Section } from '../../../../ui/page-head.tsx';
import type { Visit } from '../../../../web/visit.ts';
import type { Message } from '../../../correspondence/index.ts';

/** What applicant and office wrote to each other inside the dossier. */
export function MessageThread(props: {
  readonly visit: Visit;
  readonly messages: readonly Message[];
  readonly action: string;
  readonly kunci: string;
  readonly side: 'applicant' | 'office';
  readonly typed?: string;
  readonly error?: string | undefined;
}) {
  const { visit, messages, action, kunci, side, typed, error } = props;
  const { t, page: ctx, office, lang } = visit;
  return (
    <Section title={t('dossiers.messages.title')} id="pesan">
      {messages.length === 0 ? <p class="sl-quiet">{t('dossiers.messages.none')}</p> : null}
      <ol class="sl-flow">
        {messages.map((message) => (
          <li class="ds-card" data-variant={message.side === side ? 'tinted' : undefined}>
            <p class="sl-meta">
              <strong>
                {message.side === 'office' && side === 'applicant'
                  ? t('dossiers.messages.office')
                  : message.authorName}
              </strong>{' '}
              · <When at={message.at} tz={office.timeZone} lang={lang} style="short" />
            </p>
            {message.text.split('\n').map((line) => (
              <p>{line}</p>
            ))}
          </li>
        ))}
      </ol>
      <Form action={action}>
        <input type="hidden" name="kunci" value={kunci} />
        <TextArea
          ctx={ctx}
          name="pesan_baru"
          label={t('dossiers.messages.write')}
          value={typed}
          rows={3}
          maxLength={4000}
          error={error}
        />
        <ButtonRow>
          <Button type="submit" kind="secondary">
            {t('dossiers.messages.send')}
          </Button>
        </ButtonRow>
      </Form>
    </Section>
  );
}
