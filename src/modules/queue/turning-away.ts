import { formatWhen, localDate } from '../../kernel/clocks/index.ts';
import type { House } from '../../kernel/house.ts';
import { type Lang, type Reason, reason } from '../../kernel/i18n.ts';
import { sendLocalised } from '../correspondence/index.ts';
import {
  type Acting,
  type Done,
  done,
  NO_DOSSIER,
  refuse,
  withDossier,
} from '../dossiers/index.ts';
import { whyNot } from './arriving.ts';
import { atTheDoor } from './door.ts';
import { floorDossier } from './floor.sql.ts';
import { turnedAwayLetter } from './letters.ts';
import type { Admission } from './rules.ts';

/** What the citizen does next, in words; the time is the office's. */
export function whatNext(
  { kind, from }: Admission,
  timeZone: Parameters<typeof formatWhen>[1],
  lang: Lang,
): Reason {
  switch (kind) {
    case 'ready':
      return reason('queue.admission.ready.next');
    case 'too_early':
      return reason('queue.admission.too_early.next', {
        when: from ? formatWhen(from, timeZone, lang, 'time') : '',
      });
    case 'wrong_day':
      return reason('queue.admission.wrong_day.next', {
        when: from ? formatWhen(from, timeZone, lang) : '',
      });
    default:
      return reason(`queue.admission.${kind}.next`);
  }
}

/** Sends the applicant the reason why they are not served today and what to do; one letter a day for each reason. */
export async function sendNote(house: House, who: Acting, dossierId: string): Promise<Done<void>> {
  const { office } = who;
  // Before the transaction: a key that is loaded inside needs a second connection, and there may be none left.
  await house.vault.office(office.id);
  return withDossier(house, who, dossierId, async (hold): Promise<Done<void>> => {
    const dossier = await floorDossier(hold.tx, office.id, dossierId);
    if (!dossier) return refuse(NO_DOSSIER);
    const shown = { officerId: who.actor.personId };
    const { admission } = await atTheDoor(hold.tx, office, dossier, shown, hold.at);
    const { kind } = admission;
    if (kind === 'ready') return refuse(reason('queue.note.is_ready'));
    if (kind === 'own_dossier') return refuse(whyNot(kind));
    const sent = await sendLocalised(hold.tx, house, {
      officeId: office.id,
      personId: dossier.applicantId,
      dedupe: `turned_away:${dossierId}:${localDate(hold.at, office.timeZone)}:${kind}`,
      compose: (t, lang) =>
        turnedAwayLetter(
          { t, lang, house, office },
          {
            dossierId,
            number: dossier.number,
            why: whyNot(kind),
            next: whatNext(admission, office.timeZone, lang),
          },
        ),
    });
    if (sent === 'no_address') return refuse(reason('queue.note.no_address'));
    if (sent === 'queued')
      hold.note({ kind: 'visitor.turned_away', data: { reason: kind, channel: 'email' } });
    return done(undefined);
  });
}
