import { formatWhen } from '../../kernel/clocks/index.ts';
import type { Query } from '../../kernel/db.ts';
import { localise } from '../../kernel/i18n.ts';
import { textIn } from '../../kernel/ledger.ts';
import type { Reaction } from '../../kernel/reactions.ts';
import type { Office } from '../offices/index.ts';
import { objectBy } from './objecting/commands.ts';
import { type Telling, tell } from './reactions.ts';
import { textBeside } from './reading/diary.ts';

/** What the applicant is told about more time, a result, a letter that runs out, and an objection; once each, in their language. */
export const endingReactions: readonly Reaction[] = [
  tell('dossiers.tell_finished', 'step.done', async (told) =>
    told.event.data['to'] === 'over'
      ? {
          subject: told.t('dossiers.mail.finished.subject', { number: told.number }),
          body: told.t('dossiers.mail.finished.body', {
            service: told.service,
            note: await textOf(told),
          }),
        }
      : undefined,
  ),
  tell('dossiers.tell_refused', 'step.negative', async (told) =>
    told.event.data['to'] === 'over'
      ? {
          subject: told.t('dossiers.mail.refused.subject', { number: told.number }),
          body: told.t('dossiers.mail.refused.body', {
            service: told.service,
            note: await textOf(told),
            until: await lastDay(told, told.event.at),
          }),
        }
      : undefined,
  ),
  tell('dossiers.tell_ready', 'result.ready', async (told) => {
    const { t, number, service, office, lang } = told;
    const note = await textOf(told);
    return {
      subject: t('dossiers.mail.ready.subject', { number }),
      body: told.event.data['paper']
        ? t('dossiers.mail.ready.body_paper', {
            ...{ service, number, note },
            address: `${localise(office.name, lang).text}, ${office.profile.address}`,
          })
        : t('dossiers.mail.ready.body_file', { service, note }),
    };
  }),
  tell('dossiers.tell_collected', 'result.collected', ({ t, number, service }) => ({
    subject: t('dossiers.mail.finished.subject', { number }),
    body: t('dossiers.mail.collected.body', { service }),
  })),
  tell('dossiers.tell_handed_over', 'result.handed_over', async (told) => {
    const { t, number, service, tz, lang, event } = told;
    const [receiver = ''] = (await textOf(told)).split('\n');
    return {
      subject: t('dossiers.mail.handed.subject', { number }),
      body: t('dossiers.mail.handed.body', {
        ...{ service, receiver },
        when: formatWhen(event.at, tz, lang),
      }),
    };
  }),
  tell('dossiers.tell_extended', 'time.extended', async (told) => {
    const { t, number, service, tz, lang, event } = told;
    const moment = (name: string) =>
      formatWhen(new Date(textIn(event.data, name)), tz, lang, 'date');
    return {
      subject: t('dossiers.mail.extended.subject', { number }),
      body: t('dossiers.mail.extended.body', {
        service,
        why: await textOf(told),
        before: moment('due_before'),
        after: moment('due'),
      }),
    };
  }),
  tell('dossiers.tell_warned', 'correction.warned', (told) => {
    const { t, number, service } = told;
    const until = dayIn(told, 'answer_by');
    return {
      subject: t('dossiers.mail.warned.subject', { number, until }),
      body: t('dossiers.mail.warned.body', { service, until }),
    };
  }),
  tell('dossiers.tell_lapsed', 'application.lapsed', async (told) => {
    const { t, number, service, house, office, application } = told;
    const codes = told.told.map(({ definition }) => definition.code);
    return {
      subject: t('dossiers.mail.lapsed.subject', { number }),
      body: t('dossiers.mail.lapsed.body', {
        service,
        last: dayIn(told, 'answer_by'),
        again: `${house.config.publicUrl}/${office.slug}/permohonan/baru${codes.length === 1 ? `?layanan=${codes[0]}` : ''}`,
        until: await lastDay(told, application.closed_at),
      }),
    };
  }),
  tell('dossiers.tell_objection_filed', 'objection.filed', (told) => ({
    subject: told.t('dossiers.mail.objection_filed.subject', { number: told.number }),
    body: told.t('dossiers.mail.objection_filed.body', {
      service: told.service,
      until: dayIn(told, 'answer_by'),
    }),
  })),
  tell('dossiers.tell_objection_upheld', 'objection.upheld', async (told) => {
    const { t, number, service, tz, lang, application, next } = told;
    return {
      subject: t('dossiers.mail.objection_upheld.subject', { number }),
      body: t('dossiers.mail.objection_upheld.body', {
        ...{ service, next },
        why: await textOf(told),
        due: application.due_at ? formatWhen(application.due_at, tz, lang, 'date') : '–',
      }),
    };
  }),
  tell('dossiers.tell_objection_deemed', 'objection.deemed_granted', (told) => {
    const { t, number, service, tz, lang, application, next } = told;
    return {
      subject: t('dossiers.mail.objection_deemed.subject', { number }),
      body: t('dossiers.mail.objection_deemed.body', {
        ...{ service, next },
        last: dayIn(told, 'answer_by'),
        due: application.due_at ? formatWhen(application.due_at, tz, lang, 'date') : '–',
      }),
    };
  }),
  tell('dossiers.tell_objection_rejected', 'objection.rejected', async (told) => ({
    subject: told.t('dossiers.mail.objection_rejected.subject', { number: told.number }),
    body: told.t('dossiers.mail.objection_rejected.body', {
      service: told.service,
      why: await textOf(told),
    }),
  })),
];

/** What somebody wrote with this event; empty when nothing was written, or it has been erased. */
const textOf = ({ tx, house, event, dossier }: Telling): Promise<string> =>
  textBeside(tx, house, dossier, event.seq);

/** A day of the office that the event names. */
const dayIn = ({ event, tz, lang }: Telling, name: string): string =>
  dayWords(textIn(event.data, name), tz, lang);

const dayWords = (day: string, tz: Telling['tz'], lang: Telling['lang']) =>
  day === '' ? '–' : formatWhen(new Date(`${day}T12:00:00Z`), tz, lang, 'date');

/** Until when an ending may be objected to, in words. */
async function lastDay(
  { tx, office, tz, lang }: { tx: Query; office: Office } & Pick<Telling, 'tz' | 'lang'>,
  endedAt: Date | null,
): Promise<string> {
  return endedAt ? dayWords(await objectBy(tx, office, endedAt), tz, lang) : '–';
}
