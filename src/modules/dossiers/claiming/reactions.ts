import { textIn } from '../../../kernel/ledger.ts';
import type { Reaction } from '../../../kernel/reactions.ts';
import { contact } from '../../accounts/index.ts';
import { sendLocalised } from '../../correspondence/index.ts';
import { dossierOf } from '../reading/dossier.sql.ts';

/** Whoever gave an address at the counter learns there that somebody took the dossier into an account: it may not have been them. */
export const claimReactions: readonly Reaction[] = [
  {
    name: 'dossiers.tell_claimed',
    answers: ['dossier.claimed'],
    async react(tx, house, event) {
      const officeId = event.office_id;
      const from = textIn(event.data, 'from');
      const holder = await contact(tx, from);
      const dossier = officeId ? await dossierOf(tx, officeId, event.stream_id) : undefined;
      if (!officeId || !dossier || holder?.email === undefined) return;
      await sendLocalised(tx, house, {
        officeId,
        personId: from,
        dedupe: `dossiers.tell_claimed:${event.stream_id}:${event.seq}`,
        compose: (t) => ({
          subject: t('dossiers.claim.mail.subject', { number: dossier.number }),
          body: t('dossiers.claim.mail.body', { number: dossier.number }),
        }),
      });
    },
  },
];
