import { z } from 'zod';
import type { Tx } from '../../kernel/db.ts';
import type { House } from '../../kernel/house.ts';
import { type Lang, type LocalisedText, type Translate, translator } from '../../kernel/i18n.ts';
import type { EventRow } from '../../kernel/ledger.ts';
import type { Reaction } from '../../kernel/reactions.ts';
import { contact } from '../accounts/index.ts';
import { type Attachment, sendLocalised } from '../correspondence/index.ts';
import { countersOf, type Office, officeById } from '../offices/index.ts';
import { type DossierHead, dossierHead, sealedReasonOf } from './appointments.sql.ts';
import { calendarFile } from './calendar-file.ts';
import { reasonPlace } from './changing.ts';
import { calendarEntry, seatPage, whatToBring } from './details.ts';
import {
  cancelledLetter,
  type Letter,
  type LetterScene,
  lapsedLetter,
  meetingLetter,
  offeredLetter,
} from './letters.ts';
import { settle } from './settling.ts';

const moment = z.iso.datetime().transform((text) => new Date(text));
const meetingData = z.object({
  appointment: z.uuid(),
  counter: z.uuid(),
  starts: moment,
  ends: moment,
  sequence: z.int(),
  withdrawn: z.boolean().default(false),
});
const offerData = z.object({
  offer: z.uuid(),
  expires: moment,
  seats: z.array(z.object({ counter: z.uuid(), starts: moment })),
});
const lapseData = z.object({ offer: z.uuid() });

/** What is told of one event: under which name, in which words. */
interface Telling {
  readonly dedupe: string;
  readonly attachments: readonly Attachment[];
  readonly letter: Letter;
}

interface Scene {
  readonly tx: Tx;
  readonly house: House;
  readonly event: EventRow;
  readonly office: Office;
  readonly dossier: DossierHead;
  readonly lang: Lang;
  readonly words: LetterScene;
  readonly counterName: (id: string) => LocalisedText;
}

/** The applicant is told of every change of their meeting; a meeting ends when its applications have gone on. */
export const appointmentReactions: readonly Reaction[] = [
  tell('appointments.tell_fixed', 'meeting.fixed', (scene) => meetingTold(scene, 'fixed')),
  tell('appointments.tell_moved', 'meeting.moved', (scene) => meetingTold(scene, 'moved')),
  tell('appointments.tell_cancelled', 'meeting.cancelled', cancelledTold),
  tell('appointments.tell_offered', 'meeting.offered', async ({ event, words, counterName }) => {
    const { offer, expires, seats } = offerData.parse(event.data);
    const offered = seats.map((seat) => ({
      startsAt: seat.starts,
      counterName: counterName(seat.counter),
    }));
    return {
      dedupe: `offer:${offer}`,
      attachments: [],
      letter: offeredLetter(words, { seats: offered, expiresAt: expires }),
    };
  }),
  tell('appointments.tell_lapsed', 'meeting.offer_lapsed', async ({ event, words }) => {
    const { offer } = lapseData.parse(event.data);
    return { dedupe: `offer_lapsed:${offer}`, attachments: [], letter: lapsedLetter(words) };
  }),
  {
    name: 'appointments.settle',
    answers: ['application.withdrawn', 'step.done', 'step.negative'],
    async react(tx, house, event) {
      const office = event.office_id === null ? undefined : await officeById(tx, event.office_id);
      if (office) await settle(tx, house, office, event.stream_id);
    },
  },
];

function tell(name: string, kind: string, compose: (scene: Scene) => Promise<Telling>): Reaction {
  return {
    name,
    answers: [kind],
    async react(tx, house, event) {
      const scene = await sceneOf(tx, house, event);
      if (!scene) return;
      const { dedupe, attachments, letter } = await compose(scene);
      await sendLocalised(tx, house, {
        officeId: scene.office.id,
        personId: scene.dossier.applicantId,
        dedupe,
        compose: () => ({ ...letter, attachments }),
      });
    },
  };
}

async function sceneOf(tx: Tx, house: House, event: EventRow): Promise<Scene | undefined> {
  const office = event.office_id === null ? undefined : await officeById(tx, event.office_id);
  const dossier = office && (await dossierHead(tx, office.id, event.stream_id));
  const applicant = dossier && (await contact(tx, dossier.applicantId));
  if (!office || !applicant) return undefined;
  const counters = await countersOf(tx, office.id);
  const t: Translate = translator(applicant.lang);
  return {
    tx,
    house,
    event,
    office,
    dossier,
    lang: applicant.lang,
    words: {
      t,
      lang: applicant.lang,
      office,
      number: dossier.number,
      url: seatPage(house, office, dossier.id),
    },
    counterName: (id) =>
      counters.find((counter) => counter.id === id)?.name ?? { id: t('appointments.counter') },
  };
}

/** One letter for each state of a meeting, also when it covers several applications. */
async function meetingTold(scene: Scene, kind: 'fixed' | 'moved'): Promise<Telling> {
  const { tx, office, event, words, counterName } = scene;
  const data = meetingData.parse(event.data);
  const letter = meetingLetter(words, kind, {
    startsAt: data.starts,
    counterName: counterName(data.counter),
    bring: await whatToBring(tx, office.id, data.appointment),
    reason: await reasonOf(scene, data),
  });
  return {
    dedupe: `appointment:${data.appointment}:${data.sequence}`,
    letter,
    attachments: [await calendarOfEvent(scene, data, false)],
  };
}

async function cancelledTold(scene: Scene): Promise<Telling> {
  const data = meetingData.parse(scene.event.data);
  const letter = cancelledLetter(scene.words, {
    startsAt: data.starts,
    counterName: scene.counterName(data.counter),
    reason: await reasonOf(scene, data),
    withdrawn: data.withdrawn,
  });
  return {
    dedupe: `appointment:${data.appointment}:${data.sequence}`,
    letter,
    attachments: [await calendarOfEvent(scene, data, true)],
  };
}

/** The office's reason, when it is still the one of this very change. */
async function reasonOf(
  { tx, house, office }: Scene,
  data: z.infer<typeof meetingData>,
): Promise<string | undefined> {
  const sealed = await sealedReasonOf(tx, office.id, data.appointment, data.sequence);
  return sealed
    ? house.vault.openText(office.id, sealed, reasonPlace(data.appointment))
    : undefined;
}

async function calendarOfEvent(
  { tx, house, office, dossier, lang, counterName }: Scene,
  data: z.infer<typeof meetingData>,
  cancelled: boolean,
): Promise<Attachment> {
  const entry = await calendarEntry(
    tx,
    house,
    office,
    {
      id: data.appointment,
      dossierId: dossier.id,
      number: dossier.number,
      applicantId: dossier.applicantId,
      counterId: data.counter,
      counterName: counterName(data.counter),
      startsAt: data.starts,
      endsAt: data.ends,
      sequence: data.sequence,
      cancelled,
    },
    lang,
  );
  return {
    name: 'jadwal.ics',
    mediaType: `text/calendar; charset=utf-8; method=${cancelled ? 'CANCEL' : 'REQUEST'}`,
    content: calendarFile(entry),
  };
}
