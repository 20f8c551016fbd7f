import type { Translate } from '../../../kernel/i18n.ts';

/** How long until then, in the largest two units that matter: "5 jam 20 menit". */
export function timeLeft(t: Translate, until: Date, now: Date): string {
  const minutes = Math.max(0, Math.floor((until.getTime() - now.getTime()) / 60_000));
  const hours = Math.floor(minutes / 60);
  if (hours >= 48) return t('appointments.left.days', { days: Math.floor(hours / 24) });
  return hours > 0
    ? t('appointments.left.hours', { hours, minutes: minutes % 60 })
    : t('appointments.left.minutes', { minutes });
}
