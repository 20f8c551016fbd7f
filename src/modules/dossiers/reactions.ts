import { formatWhen } from '../../kernel/clocks/index.ts';
import type { Tx } from '../../kernel/db.ts';
import type { House } from '../../kernel/house.ts';
import { type Lang, localise, type Translate, translator } from '../../kernel/i18n.ts';
import { type EventRow, textIn } from '../../kernel/ledger.ts';
import type { Reaction } from '../../kernel/reactions.ts';
import { sendLocalised } from '../correspondence/index.ts';
import { everyReasonOf, type Office, officeById } from '../offices/index.ts';
import { claimReactions } from './claiming/reactions.ts';
import { hasItOnPaper, mailFoot } from './filing/mail-foot.ts';
import { passingReactions } from './handling/telling.ts';
import { listening, ownLetter } from './own-wording.ts';
import {
  type ApplicationView,
  applicationViews,
  dossierOf,
  lettersOf,
  verdictHistory,
} from './reading/dossier.sql.ts';
import { servicesIn, stepNow, type ToldApplication, toldTogether } from './told-together.ts';

/** Each step goes out to the applicant by their channel, in their language, once. */
export const dossierReactions: readonly Reaction[] = [
  ...claimReactions,
  ...passingReactions,
  tell(
    'dossiers.tell_submitted',
    'application.submitted',
    ({ t, lang, number, service, tz, application, told }) => ({
      subject: t('dossiers.mail.submitted.subject', { number }),
      body:
        told.length > 1
          ? t('dossiers.mail.submitted.body_several', {
              number,
              list: told
                .map((each) =>
                  t('dossiers.mail.submitted.one', {
                    service: servicesIn([each], lang),
                    due: formatWhen(each.view.promised_at, tz, lang, 'date'),
                  }),
                )
                .join('\n'),
            })
          : t('dossiers.mail.submitted.body', {
              number,
              service,
              due: formatWhen(application.promised_at, tz, lang, 'date'),
            }),
    }),
  ),
  tell('dossiers.tell_correction', 'correction.requested', async (told) => ({
    subject: told.t('dossiers.mail.correction.subject', { number: told.number }),
    body: told.t('dossiers.mail.correction.body', {
      number: told.number,
      list: await faultyList(told),
      until: formatWhen(
        new Date(`${textIn(told.event.data, 'answer_by')}T12:00:00Z`),
        told.tz,
        told.lang,
        'date',
      ),
    }),
  })),
  tell('dossiers.tell_answered', 'correction.answered', ({ t, number }) => ({
    subject: t('dossiers.mail.answered.subject', { number }),
    body: t('dossiers.mail.answered.body'),
  })),
  tell('dossiers.tell_complete', 'verification.completed', ({ t, lang, number, next, told }) => ({
    subject: t('dossiers.mail.complete.subject', { number }),
    body:
      told.length > 1
        ? t('dossiers.mail.complete.body_several', {
            number,
            list: told
              .map((each) =>
                t('dossiers.mail.complete.one', {
                  service: servicesIn([each], lang),
                  next: stepNow(each, lang) ?? t('dossiers.mail.complete.end'),
                }),
              )
              .join('\n'),
          })
        : t('dossiers.mail.complete.body', { number, next }),
  })),
  tell('dossiers.tell_step', 'step.done', ({ t, number, step, next, event }) =>
    event.data.to === 'over'
      ? undefined
      : {
          subject: t('dossiers.mail.step.subject', { number, step }),
          body: t('dossiers.mail.step.body', { step, next }),
        },
  ),
  tell('dossiers.tell_negative', 'step.negative', ({ t, number, step, event }) =>
    event.data.to === 'over'
      ? undefined
      : {
          subject: t('dossiers.mail.negative.subject', { number, step }),
          body: t('dossiers.mail.negative.body', { step }),
        },
  ),
  tell('dossiers.tell_withdrawn', 'application.withdrawn', ({ t, number }) => ({
    subject: t('dossiers.mail.withdrawn.subject', { number }),
    body: t('dossiers.mail.withdrawn.body'),
  })),
  tell('dossiers.tell_message', 'message.sent', ({ t, number, event }) =>
    event.data.side === 'office'
      ? {
          subject: t('dossiers.mail.message.subject', { number }),
          body: t('dossiers.mail.message.body', { number }),
        }
      : undefined,
  ),
];

/** What a letter may speak of. */
export interface Telling {
  readonly house: House;
  readonly office: Office;
  readonly dossier: {
    readonly id: string;
    readonly office_id: string;
    readonly wrapped_key: Buffer;
  };
  readonly tx: Tx;
  readonly t: Translate;
  readonly lang: Lang;
  readonly tz: string;
  readonly officeId: string;
  readonly number: string;
  readonly service: string;
  readonly application: ApplicationView;
  /** All of which the letter speaks, that one first. */
  readonly told: readonly ToldApplication[];
  readonly event: EventRow;
  /** The step the event was about, and the one where the application stands now. */
  readonly step: string;
  readonly next: string;
}

type Letter = { readonly subject: string; readonly body: string } | undefined;

/** A letter to the applicant about each event of that kind. */
export function tell(
  name: string,
  kind: string,
  compose: (telling: Telling) => Letter | Promise<Letter>,
): Reaction {
  return {
    name,
    answers: [kind],
    async react(tx, house, event) {
      if (event.office_id === null) return;
      await tellApplicant(tx, house, event, event.office_id, name, compose);
    },
  };
}

async function tellApplicant(
  tx: Tx,
  house: House,
  event: EventRow,
  officeId: string,
  name: string,
  compose: (telling: Telling) => Letter | Promise<Letter>,
): Promise<void> {
  const office = await officeById(tx, officeId);
  const dossier = await dossierOf(tx, officeId, event.stream_id);
  if (!office || !dossier) return;
  if (await hasItOnPaper(tx, event, dossier.applicant_id)) return;
  const applications = await applicationViews(tx, officeId, [dossier.id]);
  const told = await toldTogether(tx, officeId, applications, event);
  const [first] = told;
  if (!first) return;
  const { view: application, definition } = first;
  const lang = await languageOf(tx, dossier.applicant_id);
  const stepName = (key: string, words: Lang) => {
    const step = definition.route.find((one) => one.key === key);
    return step ? localise(step.name, words).text : key;
  };
  const { t, heard } = listening(translator(lang));
  const telling: Telling = {
    house,
    office,
    dossier: { id: dossier.id, office_id: officeId, wrapped_key: dossier.wrapped_key },
    tx,
    t,
    lang,
    tz: office.timeZone,
    officeId,
    number: dossier.number,
    service: servicesIn(told, lang),
    application,
    told,
    event,
    step: stepName(textIn(event.data, 'step') || application.step, lang),
    next: stepNow(first, lang) ?? t('dossiers.mail.complete.end'),
  };
  const housed = await compose(telling);
  if (!housed) return;
  const promisedAt = latest(told.map(({ view }) => view.promised_at));
  const own = ownLetter(name, { ...telling, promisedAt }, heard);
  const letter = own ?? housed;
  // In a dossier of several services the reader must know which of them this is about.
  const about =
    applications.length > told.length && event.data.application
      ? `${t('dossiers.mail.about', { services: servicesIn(told, lang) })}\n\n`
      : '';
  const isFirst = event.kind === 'application.submitted';
  const foot = await mailFoot(tx, house, office, dossier, { t, isFirst });
  await sendLocalised(tx, house, {
    officeId,
    personId: dossier.applicant_id,
    dedupe: `${name}:${event.stream_id}:${event.seq}`,
    compose: () => ({
      subject: letter.subject,
      body: `${about}${letter.body}\n\n${foot}`,
    }),
  });
}

async function languageOf(tx: Tx, personId: string): Promise<Lang> {
  const [row] = await tx<{ lang: Lang }[]>`select lang from person where id = ${personId}`;
  return row?.lang ?? 'id';
}

const latest = (times: readonly Date[]) => new Date(Math.max(...times.map(Number)));

/** Everything faulty in all applications of the letter, one line each: requirement, reason, what to do. */
async function faultyList(telling: Telling): Promise<string> {
  const { told, lang } = telling;
  const parts: string[] = [];
  for (const each of told) {
    const lines = await faultyIn(telling, each);
    parts.push(told.length > 1 ? `${servicesIn([each], lang)}:\n${lines}` : lines);
  }
  return parts.join('\n\n');
}

async function faultyIn(
  { tx, officeId, lang, t, event }: Telling,
  { view, definition }: ToldApplication,
): Promise<string> {
  const history = await verdictHistory(tx, officeId, view.id);
  const reasons = await everyReasonOf(tx, officeId);
  const letters = await lettersOf(tx, officeId, view.dossier_id);
  const round = letters.find(
    (letter) => letter.application_id === view.id && letter.letter_id === event.data.letter,
  )?.round;
  return history
    .filter((verdict) => verdict.round === round && verdict.verdict !== 'accepted')
    .map((verdict) => {
      const requirement = definition.requirements.find(({ key }) => key === verdict.requirement);
      const why = reasons.find(({ code }) => code === verdict.reason_code);
      const name = requirement ? localise(requirement.name, lang).text : verdict.requirement;
      const fault = why ? localise(why.label, lang).text : t('dossiers.correction.missing');
      const advice = why
        ? localise(why.advice, lang).text
        : t('dossiers.correction.missing_advice');
      return `- ${name}: ${fault}. ${advice}${verdict.note ? ` (${verdict.note})` : ''}`;
    })
    .join('\n');
}
