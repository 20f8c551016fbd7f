import { one } from '../../../../kernel/forms.ts';
import type { House } from '../../../../kernel/house.ts';
import { reason, say } from '../../../../kernel/i18n.ts';
import { isUuid } from '../../../../kernel/ids.ts';
import { fragment } from '../../../../ui/html.ts';
import { person, type Route } from '../../../../web/route.ts';
import { onceOf, type Visit } from '../../../../web/visit.ts';
import { download, PictureProblem, smallPicture } from '../../../documents/index.ts';
import { readMessages, sendMessage } from '../../messages/commands.ts';
import { sentInThread, waitingFiles } from '../../messages/files.sql.ts';
import { dossierOf } from '../../reading/dossier.sql.ts';
import { WaitingFiles } from '../message-files.tsx';
import type { Panel } from '../panel.ts';
import { awaitFiles, receiveMessage, takenAway } from '../receive-message.ts';
import { settle } from '../settle.ts';
import { applicant } from '../who.ts';
import { showDossier } from './dossier.tsx';

/** What an applicant writes inside a dossier, and the files on both sides of it. */
export function citizenMessageRoutes(house: House, panels: readonly Panel[]): Route[] {
  const path = '/:office/berkas/:dossier';
  /** Another's dossier does not exist. */
  const mine =
    (then: (visit: Visit) => Promise<Response> | Response) =>
    async (visit: Visit): Promise<Response> =>
      (await isMine(house, visit)) ? then(visit) : visit.notFound();
  return [
    {
      method: 'POST',
      path: `${path}/pesan`,
      access: person,
      body: 'stream',
      handle: mine((visit) => write(house, visit, panels)),
    },
    {
      method: 'POST',
      path: `${path}/pesan/dibaca`,
      access: person,
      handle: mine(async (visit) => {
        const last = one(await visit.form(), 'sampai');
        await readMessages(house, visit.office.id, visit.param('dossier'), 'applicant', last);
        return visit.redirect(`/${visit.office.slug}/berkas/${visit.param('dossier')}#pesan`);
      }),
    },
    {
      method: 'GET',
      path: `${path}/pesan/lampiran`,
      access: person,
      handle: mine(async (visit) => {
        const files = await waitingFiles(house.db, {
          officeId: visit.office.id,
          dossierId: visit.param('dossier'),
          byId: visit.person.id,
          side: 'applicant',
        });
        return visit.c.html(await fragment(<WaitingFiles ctx={visit.page} files={files} />));
      }),
    },
    {
      method: 'GET',
      path: `${path}/lampiran/:version`,
      access: person,
      handle: mine(async (visit) => {
        if (!(await isSent(house, visit))) return visit.notFound();
        const version = visit.param('version');
        return (await download(house, visit.office.id, version)) ?? visit.notFound();
      }),
    },
    {
      method: 'GET',
      path: `${path}/lampiran/:version/gambar`,
      access: person,
      handle: mine(async (visit) =>
        (await isSent(house, visit)) ? small(house, visit) : visit.notFound(),
      ),
    },
  ];
}

async function write(house: House, visit: Visit, panels: readonly Panel[]): Promise<Response> {
  const { input, problem, status } = await receiveMessage(house, visit, 'applicant');
  const text = one(input, 'pesan_baru');
  const again = (why: string | undefined, code: number) =>
    showDossier(house, visit, panels, { unsent: { text, why }, status: code });
  if (problem) return again(say(visit.t, problem), status === 200 ? 422 : status);
  const who = await applicant(house, visit);
  if (await takenAway(house, who, visit, 'applicant', input)) return again(undefined, 200);
  const once = onceOf(visit, input);
  if (!once) return again(say(visit.t, reason('form.expired')), 422);
  await awaitFiles(house, visit, 'applicant');
  const sent = await sendMessage(
    house,
    { ...who, once },
    visit.param('dossier'),
    'applicant',
    text,
  );
  const here = `/${visit.office.slug}/berkas/${visit.param('dossier')}#pesan`;
  return settle(visit, sent, here, (why, code) => again(say(visit.t, why), code));
}

/** The file in the address went with a message of this dossier. */
async function isSent(house: House, visit: Visit): Promise<boolean> {
  const [dossier, version] = [visit.param('dossier'), visit.param('version')];
  return isUuid(version) && (await sentInThread(house.db, visit.office.id, dossier, version));
}

/** What the file looks like, small: to see which it is before it is saved. */
async function small(house: House, visit: Visit): Promise<Response> {
  try {
    const picture = await smallPicture(house, visit.office.id, visit.param('version'));
    if (!picture) return visit.notFound();
    return new Response(new Uint8Array(picture), {
      headers: { 'content-type': 'image/webp', 'cache-control': 'private, no-store' },
    });
  } catch (error) {
    if (error instanceof PictureProblem) return visit.notFound();
    throw error;
  }
}

async function isMine(house: House, visit: Visit): Promise<boolean> {
  const id = visit.param('dossier');
  return (
    isUuid(id) && (await dossierOf(house.db, visit.office.id, id, visit.person.id)) !== undefined
  );
}
