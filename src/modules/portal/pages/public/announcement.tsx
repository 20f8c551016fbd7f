import { localDate } from '../../../../kernel/clocks/index.ts';
import { Alert } from '../../../../ui/alert.tsx';
import { Localised } from '../../../../ui/local.tsx';
import type { Visit } from '../../../../web/visit.ts';
import type { Office } from '../../../offices/index.ts';

/** What the office wants everybody to know now; it goes by itself after its last day. */
export function Announcement({
  visit,
  office,
}: {
  readonly visit: Visit;
  readonly office: Office;
}) {
  const { announcement } = office.profile;
  const isOver =
    announcement?.until !== undefined && announcement.until < localDate(visit.now, office.timeZone);
  if (!announcement || isOver) return null;
  return (
    <Alert title={visit.t('portal.announcement')}>
      <p class="ds-paragraph">
        <Localised text={announcement.text} lang={visit.lang} />
      </p>
    </Alert>
  );
}
