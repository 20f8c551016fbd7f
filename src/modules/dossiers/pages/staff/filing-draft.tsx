import type { House } from '../../../../kernel/house.ts';
import { isUuid } from '../../../../kernel/ids.ts';
import { Alert } from '../../../../ui/alert.tsx';
import { PageHead } from '../../../../ui/page-head.tsx';
import { StaffPage } from '../../../../ui/staff-layout.tsx';
import type { Route } from '../../../../web/route.ts';
import type { Visit } from '../../../../web/visit.ts';
import { draftOf } from '../../drafting/drafts.sql.ts';
import { onBehalf } from '../../filing/begin.ts';
import { writeBrought } from '../../filing/brought-target.ts';
import { filingOf } from '../../filing/filing.sql.ts';
import { noteLook } from '../../reading/access.sql.ts';
import { submitDraft } from '../../submission/submit.ts';
import { fillingRoutes } from '../citizen/draft.tsx';
import { DRAFT_SCRIPTS, DraftForm, draftTitle } from '../citizen/draft-page.tsx';
import type { DraftPageProps } from '../citizen/draft-props.ts';
import type { DraftSide } from '../citizen/draft-side.ts';
import { mayFile } from './filing.tsx';
import { staffNav } from './nav.ts';
import { officer } from './who.ts';

/** The citizens' own form, filled in by an officer for the one whose draft it is. */
export const filingDraftRoutes = (house: House): Route[] =>
  fillingRoutes(house, counterSide(house));

/** Only drafts that were begun at the counter, of this office, and never the officer's own. */
function counterSide(house: House): DraftSide {
  const at = (visit: Visit, path: string) => `/${visit.office.slug}/petugas${path}`;
  const findFiling = async (visit: Visit) => {
    const id = visit.param('draft');
    const filing = isUuid(id) ? await filingOf(house.db, visit.office.id, id) : undefined;
    return filing?.owner_id === visit.person.id ? undefined : filing;
  };
  return {
    path: '/:office/petugas/ajukan/:draft',
    access: mayFile,
    async find(visit) {
      const filing = await findFiling(visit);
      if (!filing) return undefined;
      const { owner_id: owner, draft_id: id, channel } = filing;
      const draft = await draftOf(house.db, visit.office.id, owner, id);
      // The form shows an identity number in full, as it was typed: that it was looked at is kept.
      await noteLook(house.db, {
        officeId: visit.office.id,
        actorId: visit.person.id,
        kind: 'identity',
        id,
      });
      return draft && { draft, who: onBehalf(await officer(house, visit), owner, channel) };
    },
    base: (visit, draftId) => at(visit, `/ajukan/${draftId}`),
    offersEarlier: false,
    target: (draftId, slots) => writeBrought({ kind: 'draft', draftId, slots }),
    async submit(who, draftId, key) {
      const filing = await filingOf(house.db, who.office.id, draftId);
      if (!filing) return { kind: 'unknown' };
      return submitDraft(house, who, draftId, key, { identity: filing.identity });
    },
    receipt: (visit, dossierId) => at(visit, `/berkas/${dossierId}/tanda-terima`),
    away: (visit) => at(visit, '/ajukan'),
    page: (props) => <FilingDraft {...props} />,
  };
}

function FilingDraft(props: DraftPageProps) {
  const { visit, draft } = props;
  const { t, page: ctx } = visit;
  const title = draftTitle(props);
  return (
    <StaffPage
      ctx={ctx}
      title={`${draft.full_name}: ${title}`}
      nav={staffNav(visit, 'ajukan')}
      scripts={DRAFT_SCRIPTS}
    >
      <PageHead title={title} meta={t('dossiers.filing.for', { name: draft.full_name })} />
      <Alert kind="info">{t('dossiers.filing.for_text')}</Alert>
      <DraftForm {...props} byOfficer />
    </StaffPage>
  );
}
