/** Meetings at the counter: seats set, offered and picked, moved, cancelled, and never sold twice. */
export { bookedAhead } from './ahead.sql.ts';
export { moveSeat } from './changing.ts';
export { placeLine, whatToBring } from './details.ts';
export { appointmentCrontab, appointmentTasks } from './lapse.ts';
export { missMeeting } from './missing.ts';
export { movesOnTheSpot, seatsLeftToday } from './on-the-spot.ts';
export { appointmentPanel, appointmentRoutes, upcomingMeetings } from './pages/index.ts';
export { appointmentReactions } from './reactions.ts';
export type { Seat } from './seats.ts';
export { endUnserved } from './unserved.ts';
