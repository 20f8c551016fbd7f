import { Section } from '../../../../ui/page-head.tsx';
import { Table } from '../../../../ui/table.tsx';
import { Tag } from '../../../../ui/tag.tsx';
import type { Visit } from '../../../../web/visit.ts';
import { LETTER_KINDS } from '../../letters/kinds.ts';
import type { OfficeProfile } from '../../office.ts';
import { ownWords, type PaperKind } from '../letters.ts';
import { SettingsPage, type SettingsRooms, settingsPath } from './frame.tsx';

/** All letters and the manual form, and whose words they have. */
export function LettersPage(props: { visit: Visit; rooms: SettingsRooms; profile: OfficeProfile }) {
  const { visit, rooms, profile } = props;
  const { t } = visit;
  const list = (kinds: readonly PaperKind[], caption: string) => (
    <Table
      ctx={visit.page}
      caption={caption}
      captionHidden
      rows={kinds}
      columns={[
        {
          key: 'letter',
          head: t('offices.letters.letter'),
          rowHead: true,
          cell: (kind) => (
            <a href={settingsPath(visit, `/surat/${kind}`)}>{t(`offices.letter.${kind}`)}</a>
          ),
        },
        {
          key: 'when',
          head: t('offices.letters.when'),
          cell: (kind) => t(`offices.letter.${kind}_when`),
        },
        {
          key: 'words',
          head: t('offices.letters.words'),
          cell: (kind) =>
            ownWords(profile, kind) ? (
              <Tag tone="info">{t('offices.letters.own')}</Tag>
            ) : (
              <Tag>{t('offices.letters.house')}</Tag>
            ),
        },
      ]}
    />
  );
  return (
    <SettingsPage
      visit={visit}
      rooms={rooms}
      path="/surat"
      title={t('offices.settings.card.letters')}
      lead={t('offices.letters.lead')}
    >
      <Section title={t('offices.letters.mails')} id="surat">
        {list(LETTER_KINDS, t('offices.letters.mails'))}
      </Section>
      <Section title={t('offices.letters.papers')} id="blanko">
        {list(['blanko'], t('offices.letters.papers'))}
      </Section>
    </SettingsPage>
  );
}
