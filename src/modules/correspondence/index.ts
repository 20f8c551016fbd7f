/** Correspondence: what is written inside a dossier, and what is told to a person outside the pages. */
export { correspondenceTasks } from './deliver.ts';
export {
  type Message,
  markRead,
  messagesOf,
  unreadCount,
  unreadTotal,
  writeMessage,
} from './messages.ts';
export { type Undelivered, undelivered } from './notification.sql.ts';
export {
  type Attachment,
  type NotifyResult,
  notify,
  type Recipient,
  sendLocalised,
  type Told,
} from './notify.ts';
export { demoOutboxRoutes } from './pages/index.ts';
export { type KeptMessage, practiceOutbox } from './practice-outbox.ts';
export { MESSAGE_LENGTH, messageText, type Side } from './rules.ts';
