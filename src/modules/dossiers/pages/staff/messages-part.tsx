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
import { MESSAGE_LENGTH, messagesOf } from '../../../correspondence/index.ts';
import { versionFor } from '../../../documents/index.ts';
import { type MessageFile, sentFiles, waitingFiles } from '../../messages/files.sql.ts';
import { messageTarget } from '../../messages/files.ts';
import { noteLook } from '../../reading/access.sql.ts';
import { UploadField } from '../citizen/upload-field.tsx';
import { FILE_FIELD, MarkRead, SentFiles, WaitingFiles } from '../message-files.tsx';
import { type Desk, deskHref, type Returned } from './desk.ts';
import { DocumentView } from './document-view.tsx';
import { SavedAnswers } from './saved-answers-part.tsx';

/** What applicant and office wrote to each other, with the files beside it; one of them is looked at. */
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
  const files = await sentFiles(house.db, office.id, dossier.id);
  const writes = hand === 'mine' || hand === 'free';
  const last = messages.at(-1);
  const isNew = messages.some(({ side, readAt }) => side === 'applicant' && !readAt);
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
          {message.text === '' ? null : message.text.split('\n').map((line) => <p>{line}</p>)}
          <SentFiles
            ctx={ctx}
            files={files.filter((file) => file.message_id === message.id)}
            href={(file) => fileHref(desk, file)}
          />
        </Card>
      ))}
      <Looked house={house} desk={desk} files={files} />
      {writes && isNew && last ? (
        <MarkRead ctx={ctx} action={`${desk.path}/pesan/dibaca`} last={last.id} />
      ) : null}
      {writes ? (
        <MessageForm house={house} desk={desk} returned={returned} />
      ) : (
        <p class="sl-quiet">
          {t(`dossiers.desk.next.${hand}`, { name: dossier.handler_name ?? '' })}
        </p>
      )}
    </Section>
  );
}

const fileHref = (desk: Desk, file: MessageFile) =>
  deskHref(desk, { bagian: 'pesan', lampiran: file.version_id }, 'dokumen-now');

/** The file that the address names, in the viewer; the look is noted. */
async function Looked(props: { house: House; desk: Desk; files: readonly MessageFile[] }) {
  const { house, desk, files } = props;
  const { visit } = desk;
  const file = files.find(({ version_id: id }) => id === visit.query('lampiran'));
  const version = file && (await versionFor(house.db, visit.office.id, file.version_id));
  if (!version) return null;
  await noteLook(house.db, {
    officeId: visit.office.id,
    actorId: visit.person.id,
    kind: 'document',
    id: version.id,
  });
  const href = (params: Readonly<Record<string, string>>) =>
    deskHref(desk, { bagian: 'pesan', lampiran: version.id, ...params });
  return <DocumentView house={house} desk={desk} version={version} side="now" href={href} />;
}

/** Writing to the applicant, with files and with answers kept for the next time. */
async function MessageForm(props: { house: House; desk: Desk; returned: Returned | undefined }) {
  const { house, desk, returned } = props;
  const { visit, dossier } = desk;
  const { t, page: ctx, office, person: me } = visit;
  const back = returned?.form === 'pesan' ? returned : undefined;
  const place = {
    officeId: office.id,
    dossierId: dossier.id,
    byId: me.id,
    side: 'office',
  } as const;
  const waiting = await waitingFiles(house.db, place);
  return (
    <Form action={`${desk.path}/pesan`} multipart>
      <input type="hidden" name="kunci" value={(back && one(back.input, 'kunci')) || newId()} />
      <TextArea
        ctx={ctx}
        id="tulis-pesan"
        name="pesan"
        label={t('dossiers.desk.messages.write')}
        rows={4}
        maxLength={MESSAGE_LENGTH}
        value={back ? one(back.input, 'pesan') : ''}
        error={back?.why && say(t, back.why)}
      />
      <UploadField
        ctx={ctx}
        slug={office.slug}
        name={FILE_FIELD}
        label={t('dossiers.messages.attach')}
        target={messageTarget(dossier.id, 'office')}
        multiple
        listed
      />
      <sl-live src={`${desk.path}/pesan/lampiran`} topic="saya">
        <WaitingFiles ctx={ctx} files={waiting} />
      </sl-live>
      <SubmitButton kind="secondary">{t('dossiers.desk.messages.send')}</SubmitButton>
      <SavedAnswers desk={desk} field="tulis-pesan" />
    </Form>
  );
}
