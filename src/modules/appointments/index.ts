/** Meetings at the counter: seats set, offered and picked, moved, cancelled, and never sold twice. */
export { bookedAhead } from './ahead.sql.ts';
export { placeLine, whatToBring } from './details.ts';
export { appointmentCrontab, appointmentTasks } from './lapse.ts';
export { missMeeting } from './missing.ts';
export { moveSeat } from './changing.ts';
export { movesOnTheSpot, seatsLeftToday } from './on-the-spot.ts';
export { endUnserved } from './unserved.ts';
export { appointmentPanel, appointmentRoutes } from './pages/index.ts';
export { appointmentReactions } from './reactions.ts';
