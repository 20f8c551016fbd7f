import type { House } from '../../../../kernel/house.ts';
import { newId } from '../../../../kernel/ids.ts';
import { Alert } from '../../../../ui/alert.tsx';
import { Button, SubmitButton } from '../../../../ui/button.tsx';
import { When } from '../../../../ui/dates.tsx';
import { Details } from '../../../../ui/details.tsx';
import { TextArea, TextField } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import type { Visit } from '../../../../web/visit.ts';
import { contact } from '../../../accounts/index.ts';
import { type ClaimView, claimsOf } from '../../claiming/claiming.sql.ts';
import { CLAIM_UNDOERS } from '../../claiming/settling.ts';
import { FILERS } from '../../filing/rules.ts';
import { knownOf } from '../../filing/walk-in.ts';
import type { DossierRow } from '../../reading/dossier.sql.ts';

/** A dossier on a page, and where its forms go. */
interface Place {
  readonly visit: Visit;
  readonly dossier: DossierRow;
  readonly path: string;
}

/** Whose account a dossier from the counter is in: who asked for it and shows their card now, and how a wrong claim is undone. */
export async function ClaimPart({
  house,
  visit,
  dossier,
  path,
}: Place & { readonly house: House }) {
  const claims = await claimsOf(house.db, visit.office.id, dossier.id, visit.now);
  const held = claims.find(({ state }) => state === 'done');
  const holds = (roles: readonly string[]) =>
    visit.person.roles.some((role) => roles.includes(role));
  if (held)
    return holds(CLAIM_UNDOERS) && held.to_id !== visit.person.id ? (
      <Undo visit={visit} path={path} claim={held} />
    ) : null;
  const waiting = claims.filter(({ state }) => state === 'waiting');
  const mine = waiting.filter(({ to_id: to }) => to !== visit.person.id);
  if (mine.length === 0 || !holds(FILERS)) return null;
  const known = await knownOf(house.db, house, visit.office.id, dossier.applicant_id);
  return (
    <>
      {
        await Promise.all(
          mine.map(async (claim) => (
            <Waiting
              visit={visit}
              path={path}
              claim={claim}
              email={(await contact(house.db, claim.to_id))?.email}
              nikMask={known?.nikMask}
            />
          )),
        )
      }
    </>
  );
}

function Waiting(props: {
  readonly visit: Visit;
  readonly path: string;
  readonly claim: ClaimView;
  readonly email: string | undefined;
  readonly nikMask: string | undefined;
}) {
  const { visit, path, claim, email, nikMask } = props;
  const { t, page: ctx, lang, office } = visit;
  const hidden = (
    <>
      <input type="hidden" name="kunci" value={newId()} />
      <input type="hidden" name="klaim" value={claim.id} />
    </>
  );
  return (
    <Alert kind="info" title={t('dossiers.claim.waiting', { name: claim.to_name })}>
      <p class="ds-paragraph">
        {t('dossiers.claim.waiting_text', { email: email ?? t('dossiers.claim.no_email') })}{' '}
        <When at={claim.asked_at} tz={office.timeZone} lang={lang} style="short" />
      </p>
      <Form action={`${path}/klaim`}>
        {hidden}
        {nikMask ? (
          <TextField
            ctx={ctx}
            name="nik"
            id={`nik-${claim.id}`}
            label={t('dossiers.claim.nik_on_card')}
            description={t('dossiers.claim.nik_on_record', { nik: nikMask })}
            inputMode="numeric"
            maxLength={24}
            size={20}
            autocomplete="off"
          />
        ) : (
          <p class="ds-paragraph">{t('dossiers.claim.compare_card')}</p>
        )}
        <SubmitButton>{t('dossiers.claim.confirm')}</SubmitButton>
      </Form>
      <form method="post" action={`${path}/klaim/tolak`}>
        {hidden}
        <Button type="submit" kind="tertiary" size="sm">
          {t('dossiers.claim.decline')}
        </Button>
      </form>
    </Alert>
  );
}

/** Folded away: it is rare, and it is read by the one whose account it was. */
function Undo(props: { readonly visit: Visit; readonly path: string; readonly claim: ClaimView }) {
  const { path, claim, visit } = props;
  const { t, page: ctx } = visit;
  return (
    <Details summary={t('dossiers.claim.undo_open', { name: claim.to_name })}>
      <p>{t('dossiers.claim.undo_text')}</p>
      <Form action={`${path}/klaim/batal`}>
        <input type="hidden" name="kunci" value={newId()} />
        <TextArea
          ctx={ctx}
          name="alasan"
          id="alasan-batal-klaim"
          label={t('dossiers.claim.undo_why')}
          rows={2}
          maxLength={1000}
        />
        <Button type="submit" kind="danger">
          {t('dossiers.claim.undo')}
        </Button>
      </Form>
    </Details>
  );
}
