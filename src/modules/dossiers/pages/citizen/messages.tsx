import type { House } from '../../../../kernel/house.ts';
import { newId } from '../../../../kernel/ids.ts';
import { Button, ButtonRow } from '../../../../ui/button.tsx';
import { When } from '../../../../ui/dates.tsx';
import { TextArea } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import { Section } from '../../../../ui/page-head.tsx';
import type { Visit } from '../../../../web/visit.ts';
import { MESSAGE_LENGTH, type Message } from '../../../correspondence/index.ts';
import { sentFiles, waitingFiles } from '../../messages/files.sql.ts';
import { messageTarget } from '../../messages/files.ts';
import { FILE_FIELD, MarkRead, SentFiles, WaitingFiles } from '../message-files.tsx';
import { UploadField } from './upload-field.tsx';

/** A message that was typed and not sent, with the sentence why. */
export interface Unsent {
  readonly text: string;
  readonly why?: string | undefined;
}

/** What applicant and office wrote to each other inside the dossier, as the applicant sees it. */
export async function MessageThread(props: {
  readonly house: House;
  readonly visit: Visit;
  readonly dossierId: string;
  readonly messages: readonly Message[];
  readonly unsent?: Unsent | undefined;
}) {
  const { house, visit, dossierId, messages, unsent } = props;
  const { t, page: ctx, office, lang, person: me } = visit;
  const here = `/${office.slug}/berkas/${dossierId}`;
  const place = { officeId: office.id, dossierId, byId: me.id, side: 'applicant' } as const;
  const [files, waiting] = await Promise.all([
    sentFiles(house.db, office.id, dossierId),
    waitingFiles(house.db, place),
  ]);
  const isNew = messages.some(({ side, readAt }) => side === 'office' && !readAt);
  const last = messages.at(-1);
  return (
    <Section title={t('dossiers.messages.title')} id="pesan">
      {messages.length === 0 ? <p class="sl-quiet">{t('dossiers.messages.none')}</p> : null}
      <ol class="sl-flow sl-thread">
        {messages.map((message) => (
          <li class="ds-card" data-variant={message.side === 'applicant' ? 'tinted' : undefined}>
            <p class="sl-meta">
              <strong>
                {message.side === 'office' ? t('dossiers.messages.office') : message.authorName}
              </strong>{' '}
              · <When at={message.at} tz={office.timeZone} lang={lang} style="short" />
            </p>
            {message.text === '' ? null : message.text.split('\n').map((line) => <p>{line}</p>)}
            <SentFiles
              ctx={ctx}
              files={files.filter((file) => file.message_id === message.id)}
              href={(file) => `${here}/lampiran/${file.version_id}`}
              picture={(file) => `${here}/lampiran/${file.version_id}/gambar`}
            />
          </li>
        ))}
      </ol>
      {isNew && last ? <MarkRead ctx={ctx} action={`${here}/pesan/dibaca`} last={last.id} /> : null}
      <Form action={`${here}/pesan`} multipart>
        <input type="hidden" name="kunci" value={newId()} />
        <TextArea
          ctx={ctx}
          name="pesan_baru"
          label={t('dossiers.messages.write')}
          value={unsent?.text}
          rows={3}
          maxLength={MESSAGE_LENGTH}
          error={unsent?.why}
        />
        <UploadField
          ctx={ctx}
          slug={office.slug}
          name={FILE_FIELD}
          label={t('dossiers.messages.attach')}
          target={messageTarget(dossierId, 'applicant')}
          multiple
          listed
        />
        <sl-live src={`${here}/pesan/lampiran`} topic="saya">
          <WaitingFiles ctx={ctx} files={waiting} />
        </sl-live>
        <ButtonRow>
          <Button type="submit" kind="secondary">
            {t('dossiers.messages.send')}
          </Button>
        </ButtonRow>
      </Form>
    </Section>
  );
}
