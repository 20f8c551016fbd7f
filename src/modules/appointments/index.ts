/** Meetings at the counter: seats set, offered and picked, moved, cancelled, and never sold twice. */
export { blockSeats, unblockSeats } from './blocking.ts';
export { cancelSeat, moveSeat } from './changing.ts';
export { fixSeat, offerSeats, pickSeat } from './giving.ts';
export { appointmentCrontab, appointmentTasks, lapseOffers } from './lapse.ts';
export { appointmentPanel, appointmentRoutes } from './pages/index.ts';
export { appointmentReactions } from './reactions.ts';
export { openSeats, type Seat } from './seats.ts';
