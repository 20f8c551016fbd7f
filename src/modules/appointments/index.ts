/** Meetings at the counter: seats set, offered and picked, moved, cancelled, and never sold twice. */
export { appointmentCrontab, appointmentTasks } from './lapse.ts';
export { appointmentPanel, appointmentRoutes } from './pages/index.ts';
export { appointmentReactions } from './reactions.ts';
