import type { Tx } from '../../../kernel/db.ts';
import type { House } from '../../../kernel/house.ts';
import { newId } from '../../../kernel/ids.ts';
import { textIn } from '../../../kernel/ledger.ts';
import type { Reaction } from '../../../kernel/reactions.ts';
import { sendLocalised } from '../../correspondence/index.ts';
import { type Office, officeById } from '../../offices/index.ts';
import { dossierOf } from '../reading/dossier.sql.ts';
import { openHandOver } from './handing-over.sql.ts';

/** Tells a colleague how many dossiers an administrator gave them, in the caller's transaction. */
export async function tellOfWork(
  tx: Tx,
  house: House,
  office: Pick<Office, 'id' | 'slug'>,
  personId: string,
  count: number,
): Promise<void> {
  const link = `${house.config.publicUrl}/${office.slug}/petugas`;
  await sendLocalised(tx, house, {
    officeId: office.id,
    personId,
    dedupe: `dossiers.work_given:${newId()}`,
    compose: (t) => ({
      subject: t('dossiers.passing.mail.work_subject', { count }),
      body: t('dossiers.passing.mail.work_body', { count, link }),
    }),
  });
}

/**
 * Whoever is given a dossier or asked about one learns it by mail too: they may be at home. The note stays inside the office. When
 * an administrator hands over somebody's work, {@link tellOfWork} tells of all at once.
 */
export const passingReactions: readonly Reaction[] = [
  {
    name: 'dossiers.tell_colleague',
    answers: ['dossier.handed_over', 'dossier.colleague_asked'],
    async react(tx, house, event) {
      const officeId = event.office_id;
      if (!officeId) return;
      const [office, dossier] = [
        await officeById(tx, officeId),
        await dossierOf(tx, officeId, event.stream_id),
      ];
      const passed = await openHandOver(
        tx,
        officeId,
        event.stream_id,
        textIn(event.data, 'hand_over'),
      );
      if (!office || !dossier || passed?.from_id !== event.actor_id) return;
      const link = `${house.config.publicUrl}/${office.slug}/petugas/berkas/${dossier.id}`;
      const words = { number: dossier.number, link };
      await sendLocalised(tx, house, {
        officeId,
        personId: passed.to_id,
        dedupe: `dossiers.tell_colleague:${event.stream_id}:${event.seq}`,
        compose: (t) => ({
          subject: t(`dossiers.passing.mail.${passed.kind}_subject`, words),
          body: t(`dossiers.passing.mail.${passed.kind}_body`, words),
        }),
      });
    },
  },
];
