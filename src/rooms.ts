import type { House } from './kernel/house.ts';
import type { Tasks } from './kernel/jobs.ts';
import { ledgerCrontab, ledgerTasks } from './kernel/ledger-seal.ts';
import { reactTask } from './kernel/reactions.ts';
import {
  accountCrontab,
  accountRoutes,
  accountTasks,
  visitorByToken,
  wantsFactor,
} from './modules/accounts/index.ts';
import {
  appointmentCrontab,
  appointmentPanel,
  appointmentReactions,
  appointmentRoutes,
  appointmentTasks,
  bookedAhead,
  upcomingMeetings,
} from './modules/appointments/index.ts';
import { correspondenceTasks, demoOutboxRoutes } from './modules/correspondence/index.ts';
import { documentCrontab, documentRoutes, documentTasks } from './modules/documents/index.ts';
import {
  documentHooks,
  dossierCrontab,
  dossierReactions,
  dossierRoutes,
  dossierTasks,
  endingReactions,
  FormPreview,
  handOverAll,
  RecountPart,
  recountReactions,
  runningByEdition,
  staffNav,
  unreadOf,
  workOf,
} from './modules/dossiers/index.ts';
import {
  catalogueRoutes,
  officeBySlug,
  settingsRoutes,
  visitOffice,
} from './modules/offices/index.ts';
import { portalRoutes, servicePreview } from './modules/portal/index.ts';
import {
  practiceCrontab,
  practicePanel,
  practiceReactions,
  practiceRoutes,
  practiceTasks,
} from './modules/practice/index.ts';
import { queueCrontab, queueReactions, queueRoutes, queueTasks } from './modules/queue/index.ts';
import { reportCrontab, reportRoutes, reportTasks } from './modules/reports/index.ts';
import { staffRoutes, staffTasks } from './modules/staff/index.ts';
import type { Doors } from './web/app.ts';
import type { Route } from './web/route.ts';

/** Every page and address of the house. */
export function allRoutes(house: House): Route[] {
  const panels = [practicePanel(house), appointmentPanel(house)];
  return [
    ...portalRoutes(house),
    ...accountRoutes(house),
    ...settingsRoutes(house, {
      nav: (visit) => staffNav(visit, 'atur'),
      bookings: (officeId, from) => bookedAhead(house.db, officeId, from),
      recount: (visit) => RecountPart({ house, visit }),
    }),
    ...catalogueRoutes(house, {
      nav: (visit) => staffNav(visit, 'atur'),
      running: (officeId) => runningByEdition(house.db, officeId),
      servicePreview: (visit, definition) => servicePreview(house, visit, definition),
      formPreview: (visit, definition, tried) => FormPreview({ visit, definition, tried }),
    }),
    ...staffRoutes(house, (visit) => staffNav(visit, 'orang'), {
      held: (officeId, personId) => workOf(house.db, officeId, personId, house.now()),
      handOver: handOverAll,
    }),
    ...documentRoutes(house, documentHooks(house)),
    ...dossierRoutes(house, panels, upcomingMeetings(house)),
    ...appointmentRoutes(house),
    ...queueRoutes(house),
    ...reportRoutes(house),
    ...practiceRoutes(house),
    ...demoOutboxRoutes(house),
  ];
}

/** Everything that is done in the background. */
export function allTasks(house: House): Tasks {
  return {
    react: reactTask(house, [
      ...dossierReactions,
      ...endingReactions,
      ...recountReactions,
      ...appointmentReactions,
      ...queueReactions,
      ...practiceReactions,
    ]),
    ...ledgerTasks(house),
    ...accountTasks(house),
    ...staffTasks(house),
    ...documentTasks(house, documentHooks(house)),
    ...correspondenceTasks(house),
    ...dossierTasks(house),
    ...appointmentTasks(house),
    ...queueTasks(house),
    ...reportTasks(house),
    ...practiceTasks(house),
  };
}

/** What is done by the clock, in UTC. */
export const crontab = [
  ledgerCrontab,
  accountCrontab,
  documentCrontab,
  dossierCrontab,
  appointmentCrontab,
  queueCrontab,
  reportCrontab,
  practiceCrontab,
].join('\n');

/** How the edge learns who comes, and to which office. */
export function doors(house: House): Doors {
  return {
    async office(slug) {
      const office = await officeBySlug(house.db, slug);
      return office && visitOffice(office);
    },
    visitor: (token, office) =>
      visitorByToken(house.db, token, office, {
        now: house.now(),
        wantsFactor: wantsFactor(house.config),
        unread: unreadOf,
      }),
  };
}
