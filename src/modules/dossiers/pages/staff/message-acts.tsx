import { one } from '../../../../kernel/forms.ts';
import type { House } from '../../../../kernel/house.ts';
import { fragment } from '../../../../ui/html.ts';
import type { Route } from '../../../../web/route.ts';
import type { Visit } from '../../../../web/visit.ts';
import { readMessages, sendMessage } from '../../messages/commands.ts';
import { waitingFiles } from '../../messages/files.sql.ts';
import { WaitingFiles } from '../message-files.tsx';
import { awaitFiles, receiveMessage, takenAway } from '../receive-message.ts';
import type { Act } from './act.ts';
import { deskHref, reachDossier } from './desk.ts';
import { withSaved } from './saved-answers-part.tsx';
import { officer, onTheFloor } from './who.ts';

/** An officer writes to the applicant, with up to five files. */
export function messageAct(house: House): Act {
  return {
    path: '/pesan',
    form: 'pesan',
    part: 'pesan',
    async receive(visit) {
      const received = await receiveMessage(house, visit, 'office');
      if (!received.problem && one(received.input, 'tindakan') === '')
        await awaitFiles(house, visit, 'office');
      return received;
    },
    async before(desk, input) {
      const isLess = await takenAway(house, desk.who, desk.visit, 'office', input);
      return isLess ? input : withSaved(desk, input, 'pesan');
    },
    run: (who, id, input) => sendMessage(house, who, id, 'office', one(input, 'pesan')),
    onward: (desk) => deskHref(desk, { bagian: 'pesan' }, 'pesan'),
  };
}

/** What belongs to the messages of a dossier besides sending one. */
export function messageRoutes(house: House): Route[] {
  const base = '/:office/petugas/berkas/:dossier/pesan';
  return [
    {
      method: 'POST',
      path: `${base}/dibaca`,
      access: onTheFloor,
      handle: (visit) => markAsRead(house, visit),
    },
    {
      method: 'GET',
      path: `${base}/lampiran`,
      access: onTheFloor,
      async handle(visit) {
        const reached = await reachDossier(house, visit);
        if (reached.kind === 'no') return reached.answer;
        const files = await waitingFiles(house.db, {
          officeId: visit.office.id,
          dossierId: reached.dossier.id,
          byId: visit.person.id,
          side: 'office',
        });
        return visit.c.html(await fragment(<WaitingFiles ctx={visit.page} files={files} />));
      },
    },
  ];
}

/** Whoever could answer has read it for the office; while a colleague works on the dossier, only that colleague. */
async function markAsRead(house: House, visit: Visit): Promise<Response> {
  const reached = await reachDossier(house, visit);
  if (reached.kind === 'no') return reached.answer;
  const { id, handler_id: handler } = reached.dossier;
  const who = await officer(house, visit);
  if (handler === null || handler === who.actor.personId)
    await readMessages(house, visit.office.id, id, 'office', one(await visit.form(), 'sampai'));
  return visit.redirect(`/${visit.office.slug}/petugas/berkas/${id}?bagian=pesan#pesan`);
}
