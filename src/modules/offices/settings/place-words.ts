import { isMessageKey, type MessageKey, type Translate } from '../../../kernel/i18n.ts';

/** The parts of an office's folder, in the words of the pages where they are changed. */
const WORDS: Readonly<Record<string, MessageKey>> = {
  hours: 'offices.settings.card.hours',
  week: 'offices.hours.week',
  ramadan: 'offices.hours.ramadan',
  periods: 'offices.place.periods',
  cutOff: 'offices.hours.cut_off',
  daysOff: 'offices.settings.card.days_off',
  reasons: 'offices.settings.card.reasons',
  label: 'offices.reasons.label',
  advice: 'offices.reasons.advice',
  counters: 'offices.counters.title',
  seats: 'offices.seats.title',
  minutes: 'offices.seats.minutes',
  leadWorkingDays: 'offices.seats.lead',
  horizonDays: 'offices.seats.horizon',
  holdHours: 'offices.seats.hold',
  moves: 'offices.seats.moves',
  noticeHours: 'offices.seats.notice',
  earlyMinutes: 'offices.seats.early',
  graceMinutes: 'offices.seats.grace',
  onTheSpot: 'offices.seats.on_the_spot',
  unserved: 'offices.seats.unserved',
  correctionWorkingDays: 'offices.seats.correction',
  fourEyes: 'offices.four_eyes.title',
  deadlines: 'offices.settings.card.deadlines',
  warnDaysBefore: 'offices.deadlines.warn',
  extensions: 'offices.deadlines.extensions',
  extensionPercent: 'offices.deadlines.percent',
  objectionWorkingDays: 'offices.deadlines.objection',
  objectionAnswerWorkingDays: 'offices.deadlines.answer',
  source: 'offices.deadlines.source',
  theme: 'offices.settings.card.look',
  primary: 'offices.look.primary',
  accent: 'offices.look.accent',
  emblem: 'offices.look.emblem',
  tagline: 'offices.texts.tagline',
  welcome: 'offices.texts.welcome',
  announcement: 'offices.texts.announcement',
  until: 'offices.texts.announcement_until',
  serviceLabel: 'offices.texts.service_label',
  address: 'offices.texts.address',
  phone: 'offices.texts.phone',
  whatsapp: 'offices.texts.whatsapp',
  email: 'offices.texts.email',
  website: 'offices.texts.website',
  guide: 'offices.texts.guide',
  title: 'offices.texts.step_title',
  text: 'offices.texts.step_text',
  charter: 'offices.texts.charter',
  letters: 'offices.settings.card.letters',
  subject: 'offices.letters.subject',
  body: 'offices.letters.body',
  blanko: 'offices.letter.blanko',
  events: 'offices.settings.card.events',
  help: 'offices.events.help',
  services: 'offices.events.services',
  name: 'offices.place.name',
  id: 'offices.letters.in_id',
  en: 'offices.letters.in_en',
};

/** A place in an office's folder in words: "Jam pelayanan, Jam setiap hari, Jumat". What has no words, such as a code, stands as it is. */
export function placeWords(t: Translate, place: string): string {
  const [part, ...rest] = place.split('.');
  const inside = rest.map((name) => {
    const day = `offices.day.${name}`;
    const letter = `offices.letter.${name}`;
    if (part === 'hours' && isMessageKey(day)) return t(day);
    if (part === 'letters' && isMessageKey(letter)) return t(letter);
    return wordOf(t, name);
  });
  return [wordOf(t, part ?? ''), ...inside].join(', ');
}

function wordOf(t: Translate, name: string): string {
  const key = Object.hasOwn(WORDS, name) ? WORDS[name] : undefined;
  return key ? t(key) : name;
}
