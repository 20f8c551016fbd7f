import { one } from '../../../../kernel/forms.ts';
import type { House } from '../../../../kernel/house.ts';
import { isUuid } from '../../../../kernel/ids.ts';
import { noticeAnswer } from '../../handling/handing-over.sql.ts';
import {
  acceptGiven,
  answerHandOver,
  handOver,
  takeBackHandOver,
} from '../../handling/handing-over.ts';
import { giveAsWanted, wantDossier } from '../../handling/wanting.ts';
import { done } from '../../hold.ts';
import type { Act } from './act.ts';
import { deskHref } from './desk.ts';

/** Passing a dossier to a colleague, asking one, and answering. */
export function passingActs(house: House): Act[] {
  const part = { form: 'rekan', part: 'syarat' } as const;
  return [
    {
      ...part,
      path: '/serahkan',
      run: (who, id, input) =>
        handOver(house, who, id, {
          kind: one(input, 'cara') === 'tanya' ? 'asked' : 'given',
          toId: one(input, 'rekan'),
          note: one(input, 'catatan_rekan'),
        }),
      onward: (desk, input) =>
        one(input, 'cara') === 'tanya' ? desk.path : `/${desk.visit.office.slug}/petugas`,
    },
    {
      ...part,
      path: '/minta',
      run: (who, id) => wantDossier(house, who, id),
      onward: (desk) => deskHref(desk, {}),
    },
    {
      ...part,
      path: '/serahkan/beri',
      run: (who, id, input) => giveAsWanted(house, who, id, one(input, 'serah')),
      onward: (desk) => `/${desk.visit.office.slug}/petugas`,
    },
    {
      ...part,
      path: '/serahkan/terima',
      run: (who, id, input) => acceptGiven(house, who, id, one(input, 'serah')),
      onward: (desk) => desk.path,
    },
    {
      ...part,
      path: '/serahkan/jawab',
      run: (who, id, input) =>
        answerHandOver(house, who, id, one(input, 'serah'), one(input, 'jawaban')),
      onward: (desk) => `/${desk.visit.office.slug}/petugas`,
    },
    {
      ...part,
      path: '/serahkan/tarik',
      run: (who, id, input) => takeBackHandOver(house, who, id, one(input, 'serah')),
      onward: (desk) => desk.path,
    },
    {
      ...part,
      path: '/serahkan/dibaca',
      async run(who, _id, input) {
        const me = who.actor.personId;
        const id = one(input, 'serah');
        if (me && isUuid(id)) await noticeAnswer(house.db, who.office.id, me, id, house.now());
        return done(undefined);
      },
      onward: (desk) => desk.path,
    },
  ];
}
