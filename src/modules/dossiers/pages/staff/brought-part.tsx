import type { House } from '../../../../kernel/house.ts';
import { isMessageKey } from '../../../../kernel/i18n.ts';
import { Alert } from '../../../../ui/alert.tsx';
import { claimsOf } from '../../claiming/claiming.sql.ts';
import { CLAIM_UNDOERS } from '../../claiming/settling.ts';
import { filedBy, isBringer } from '../../filing/filing.sql.ts';
import { FILERS, needsOtherEyes } from '../../filing/rules.ts';
import type { Desk } from './desk.ts';

/** That an officer filed it for somebody, and the way to act for the applicant; who asks for it at the counter stands out. */
export async function Brought({ house, desk }: { readonly house: House; readonly desk: Desk }) {
  const { visit, dossier, hand, path } = desk;
  const { t, office, person } = visit;
  if (hand === 'own' || hand === 'watching') return null;
  const holds = (roles: readonly string[]) => person.roles.some((role) => roles.includes(role));
  const mayAct = holds(FILERS);
  const filed = await filedBy(house.db, dossier.id);
  const isMine =
    needsOtherEyes(desk.who.office) &&
    (await isBringer(house.db, office.id, dossier.id, person.id));
  const claims = await claimsOf(house.db, office.id, dossier.id, visit.now);
  const waits = mayAct && claims.some(({ state }) => state === 'waiting');
  const mayUndo = holds(CLAIM_UNDOERS) && claims.some(({ state }) => state === 'done');
  const link = (
    <a href={`${path}/atas-nama`}>
      {t(waits ? 'dossiers.behalf.waiting' : 'dossiers.behalf.link')}
    </a>
  );
  const key = `dossiers.channel.${filed?.channel}`;
  const words = filed
    ? t('dossiers.behalf.filed', {
        officer: filed.officer,
        channel: isMessageKey(key) ? t(key) : filed.channel,
      })
    : undefined;
  if (!words && !mayAct && !mayUndo) return null;
  if (waits)
    return (
      <Alert kind="warning">
        <p class="ds-paragraph">
          {words} {link}
        </p>
      </Alert>
    );
  return (
    <p class="sl-quiet">
      {words} {isMine ? t('dossiers.guard.brought') : null} {mayAct || mayUndo ? link : null}
    </p>
  );
}
