import type { House } from '../../../../kernel/house.ts';
import { Alert } from '../../../../ui/alert.tsx';
import { When } from '../../../../ui/dates.tsx';
import { Progress } from '../../../../ui/progress.tsx';
import type { Visit } from '../../../../web/visit.ts';
import { recountOf } from '../../recounting/recounting.sql.ts';

/** For how long a finished count is told, in days. */
const TOLD_DAYS = 7;

/** How far the counting of due times has come after the office's working days changed; nothing when that is long over. */
export async function RecountPart({ house, visit }: { house: House; visit: Visit }) {
  const { t, lang, office, now } = visit;
  const count = await recountOf(house.db, office.id);
  if (!count) return null;
  const number = (n: number) => new Intl.NumberFormat(lang === 'id' ? 'id-ID' : 'en-GB').format(n);
  // What moved is counted at once, what was seen a batch later.
  const seen = Math.max(count.seen, count.moved);
  const words = {
    seen: number(seen),
    total: number(count.total),
    moved: number(count.moved),
  };
  if (!count.finished_at)
    return (
      <Alert kind="info" title={t('dossiers.recount.running')}>
        <Progress
          id="hitung-ulang"
          label={t('dossiers.recount.label')}
          value={seen}
          max={Math.max(count.total, seen, 1)}
          text={t('dossiers.recount.progress', words)}
        />
        <p class="ds-paragraph">
          {t('dossiers.recount.look_again')}{' '}
          <a href={visit.page.path}>{t('dossiers.recount.reload')}</a>
        </p>
      </Alert>
    );
  if (now.getTime() - count.finished_at.getTime() > TOLD_DAYS * 86_400_000) return null;
  return (
    <p class="sl-quiet" id="hitung-ulang">
      {t('dossiers.recount.finished', words)}{' '}
      <When at={count.finished_at} tz={office.timeZone} lang={lang} style="short" />
    </p>
  );
}
