/** The counter floor: who may be served now, who came, which originals lie where, and what was accepted. */
export { queueRoutes } from './pages/index.ts';
export { queueReactions } from './reactions.ts';
export { queueCrontab, queueTasks } from './tasks.ts';
