import { type FormInput, many, one } from '../../../../kernel/forms.ts';
import type { House } from '../../../../kernel/house.ts';
import { reason } from '../../../../kernel/i18n.ts';
import { isUuid } from '../../../../kernel/ids.ts';
import { replayed } from '../../../../kernel/once.ts';
import { fragment } from '../../../../ui/html.ts';
import type { Route } from '../../../../web/route.ts';
import type { Visit } from '../../../../web/visit.ts';
import { openAnswers } from '../../answers.ts';
import { release, takeOutOfOrder } from '../../handling/commands.ts';
import { refuse } from '../../hold.ts';
import { noteOpening } from '../../reading/access.sql.ts';
import { dossierOf } from '../../reading/dossier.sql.ts';
import { completeVerification, judge, requestCorrection } from '../../verification/commands.ts';
import type { Panel } from '../panel.ts';
import { settle } from '../settle.ts';
import type { Act, Received } from './act.ts';
import { type Desk, deskHref, layOut, nextToJudge, reachDossier, rowId } from './desk.ts';
import { DossierHead } from './dossier-head.tsx';
import { dossierPage } from './dossier-page.tsx';
import { endingActs } from './ending-acts.ts';
import { letterPage } from './letter.tsx';
import { messageAct } from './message-acts.tsx';
import { closedPage, openIt } from './opening.tsx';
import { passingActs } from './passing-acts.ts';
import { withSaved } from './saved-answers-part.tsx';
import { receiveResult, recordResult } from './step-result.ts';
import { VERDICT_WORDS } from './verdict-form.tsx';
import { mayLook, mayReadIdentities, officerBy, onTheFloor } from './who.ts';

const justFields = async (visit: Visit): Promise<Received> => ({
  input: await visit.form(),
  problem: undefined,
});

/** The applications that a form is about. */
const covered = (input: FormInput) => many(input, 'permohonan').filter(isUuid);

/** The dossier on the officer's desk, and everything that can be done there. */
export function dossierDeskRoutes(house: House, panels: readonly Panel[]): Route[] {
  const base = '/:office/petugas/berkas/:dossier';

  const lay = async (visit: Visit, then: (desk: Desk) => Promise<Response>): Promise<Response> => {
    const reached = await reachDossier(house, visit);
    if (reached.kind === 'no') return reached.answer;
    if (reached.kind === 'closed') return closedPage(house, visit, reached.dossier);
    return then(await layOut(house, visit, reached.dossier, reached.until));
  };
  const page = (desk: Desk, more: Omit<Parameters<typeof dossierPage>[2], 'panels'> = {}) => {
    const cards = panels.map((panel) => panel(desk.visit, desk.dossier.id, 'office'));
    return dossierPage(house, desk, { ...more, panels: Promise.all(cards) });
  };
  /** The desk as it lies after a command: read anew. */
  const again = async (visit: Visit, input: FormInput): Promise<Desk | undefined> => {
    const dossier = await dossierOf(house.db, visit.office.id, visit.param('dossier'));
    const asked = { application: one(input, 'permohonan'), requirement: one(input, 'syarat') };
    return dossier && layOut(house, visit, dossier, undefined, asked);
  };

  const acts: readonly Act[] = [
    {
      path: '/ambil',
      form: 'ambil',
      part: 'syarat',
      run: (who, id, input) => takeOutOfOrder(house, who, id, one(input, 'alasan')),
      onward: (desk) => desk.path,
    },
    {
      path: '/lepas',
      form: 'langkah',
      part: 'syarat',
      run: (who, id) => release(house, who, id),
      onward: (desk) => `/${desk.visit.office.slug}/petugas`,
    },
    {
      path: '/penilaian',
      form: 'penilaian',
      part: 'syarat',
      run: (who, id, input) => {
        const word = Object.entries(VERDICT_WORDS).find(([name]) => name === one(input, 'putusan'));
        if (!word) return Promise.resolve(refuse(reason('dossiers.verification.verdict_needed')));
        return judge(house, who, id, {
          applicationId: one(input, 'permohonan'),
          requirement: one(input, 'syarat'),
          verdict: word[1],
          reasonCode: one(input, 'alasan'),
          note: one(input, 'catatan').trim(),
          siblingsToo: one(input, 'untuk') === 'semua',
        });
      },
      before: (desk, input) => Promise.resolve(withSaved(desk, input, 'catatan')),
      onward: nextUnjudged,
    },
    {
      path: '/surat',
      form: 'langkah',
      part: 'syarat',
      run: (who, id, input) => requestCorrection(house, who, id, ...covered(input)),
      onward: (desk) => deskHref(desk, {}),
    },
    {
      path: '/lengkap',
      form: 'langkah',
      part: 'syarat',
      run: (who, id, input) => completeVerification(house, who, id, ...covered(input)),
      onward: (desk) => deskHref(desk, {}, 'langkah'),
    },
    {
      path: '/hasil',
      form: 'hasil',
      part: 'syarat',
      receive: (visit) => receiveResult(house, visit),
      run: (who, id, input) => recordResult(house, who, id, input),
      onward: (desk) => deskHref(desk, {}, 'langkah'),
    },
    messageAct(house),
    ...passingActs(house),
    ...endingActs(house),
  ];

  const perform = async (visit: Visit, act: Act): Promise<Response> => {
    if (!isUuid(visit.param('dossier'))) return visit.notFound();
    const { input, problem } = await (act.receive?.(visit) ?? justFields(visit));
    const who = await officerBy(house, visit, input);
    const aside =
      act.before && one(input, 'tindakan') !== '' ? await again(visit, input) : undefined;
    const kept = aside && aside.hand !== 'own' ? await act.before?.(aside, input) : undefined;
    if (aside && kept)
      return page(aside, { part: act.part, returned: { form: act.form, input: kept } });
    const outcome =
      problem && !(who.once && (await replayed(house.db, who.once)))
        ? refuse(problem)
        : who.once
          ? await act.run(who, visit.param('dossier'), input)
          : refuse(reason('form.expired'));
    const desk = await again(visit, input);
    if (!desk) return visit.notFound();
    if (desk.hand === 'own') return visit.forbidden(reason('dossiers.guard.own_page'));
    return settle(visit, outcome, act.onward(desk, input), (why, status) =>
      page(desk, { part: act.part, returned: { form: act.form, input, why }, status }),
    );
  };

  return [
    {
      method: 'GET',
      path: base,
      access: mayLook,
      handle: (visit) => lay(visit, (desk) => page(desk)),
    },
    {
      method: 'GET',
      path: `${base}/potongan`,
      access: mayLook,
      handle: (visit) =>
        lay(visit, async (desk) =>
          visit.c.html(
            await fragment(<DossierHead desk={desk} since={Number(visit.query('versi'))} />),
          ),
        ),
    },
    {
      method: 'GET',
      path: `${base}/surat`,
      access: onTheFloor,
      handle: (visit) => lay(visit, (desk) => letterPage(house, desk)),
    },
    ...acts.map(
      (act): Route => ({
        method: 'POST',
        path: `${base}${act.path}`,
        access: onTheFloor,
        ...(act.receive ? { body: 'stream' } : {}),
        handle: (visit) => perform(visit, act),
      }),
    ),
    {
      method: 'POST',
      path: `${base}/identitas`,
      access: mayReadIdentities,
      handle: (visit) =>
        lay(visit, async (desk) => {
          if (desk.hand === 'own') return visit.forbidden(reason('dossiers.guard.own'));
          const { office, person } = visit;
          await noteOpening(house.db, {
            officeId: office.id,
            actorId: person.id,
            kind: 'identity',
            id: desk.chosen.id,
            reason: null,
          });
          const open = await openAnswers(
            house,
            office.id,
            desk.dossier.applicant_id,
            desk.chosen.answers,
          );
          return page(desk, { part: 'isian', open });
        }),
    },
    {
      method: 'POST',
      path: `${base}/buka`,
      access: mayLook,
      handle: (visit) => openIt(house, visit),
    },
  ];
}

/** After a verdict: the next requirement without one; when none is left, the next step. */
function nextUnjudged(desk: Desk, input: FormInput): string {
  const key = one(input, 'syarat');
  const next = nextToJudge(desk, { application: desk.chosen.id, requirement: key });
  return next
    ? deskHref(
        desk,
        { permohonan: next.application, syarat: next.requirement },
        rowId(desk, next.application, next.requirement),
      )
    : deskHref(desk, { syarat: key }, 'langkah');
}
