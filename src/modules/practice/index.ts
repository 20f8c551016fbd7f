/** Practice: the twin of an office with made-up dossiers, feedback on what was missed, and classes with a trainer. */

export { practiceRoutes } from './pages/index.ts';
export { practicePanel } from './pages/staff/panel.tsx';
export { practiceReactions } from './reactions.ts';
export { practiceCrontab, practiceTasks } from './tasks.ts';
