import { transaction } from '../../../../kernel/db.ts';
import { one } from '../../../../kernel/forms.ts';
import type { House } from '../../../../kernel/house.ts';
import { say } from '../../../../kernel/i18n.ts';
import { newId } from '../../../../kernel/ids.ts';
import { SubmitButton } from '../../../../ui/button.tsx';
import { Card } from '../../../../ui/card.tsx';
import { When } from '../../../../ui/dates.tsx';
import { TextArea } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import { Section } from '../../../../ui/page-head.tsx';
import { MESSAGE_LENGTH, markRead, messagesOf } from '../../../correspondence/index.ts';
import type { Desk, Returned } from './desk.ts';

/** What applicant and office wrote to each other. Whoever works at the office has thereby read it. */
export async function MessagesPart({
  house,
  desk,
  returned,
}: {
  house: House;
  desk: Desk;
  returned: Returned | undefined;
}) {
  const { visit, dossier, hand } = desk;
  const { t, page: ctx, office, lang } = visit;
  const messages = await messagesOf(house.db, house, office.id, dossier.id);
  if (hand === 'mine' || hand === 'free')
    await transaction(house.db, (tx) => markRead(tx, office.id, dossier.id, 'office'));
  const back = returned?.form === 'pesan' ? returned : undefined;
  return (
    <Section title={t('dossiers.desk.messages.title')} id="pesan">
      {messages.length === 0 ? <p class="sl-quiet">{t('dossiers.desk.messages.none')}</p> : null}
      {messages.map((message) => (
        <Card
          tinted={message.side === 'applicant'}
          meta={
            <>
              {t(`dossiers.desk.messages.${message.side}`, { name: message.authorName })} ·{' '}
              <When at={message.at} tz={office.timeZone} lang={lang} style="short" />
              {message.side === 'office' && message.readAt
                ? ` · ${t('dossiers.desk.messages.read')}`
                : ''}
            </>
          }
        >
          {message.text.split('\n').map((line) => (
            <p>{line}</p>
          ))}
        </Card>
      ))}
      {hand === 'mine' || hand === 'free' ? (
        <Form action={`${desk.path}/pesan`}>
          <input type="hidden" name="kunci" value={back ? one(back.input, 'kunci') : newId()} />
          <TextArea
            ctx={ctx}
            id="tulis-pesan"
            name="pesan"
            label={t('dossiers.desk.messages.write')}
            rows={4}
            maxLength={MESSAGE_LENGTH}
            value={back ? one(back.input, 'pesan') : ''}
            error={back && say(t, back.why)}
          />
          <SubmitButton kind="secondary">{t('dossiers.desk.messages.send')}</SubmitButton>
        </Form>
      ) : (
        <p class="sl-quiet">
          {t(`dossiers.desk.next.${hand}`, { name: dossier.handler_name ?? '' })}
        </p>
      )}
    </Section>
  );
}
