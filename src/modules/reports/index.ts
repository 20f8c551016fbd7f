/** What an office did and what waits: figures with the list behind each, from views that the rooms below publish. */
export { reportRoutes } from './pages/index.ts';
export type { Sheet } from './pages/staff/sheets.ts';
export { workbookOf } from './pages/staff/workbook.ts';
export { countDays, reportCrontab, reportTasks } from './tasks.ts';
