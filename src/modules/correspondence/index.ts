/** Correspondence: what is written inside a dossier, and what is told to a person outside the pages. */
export { correspondenceTasks } from './deliver.ts';
export {
  markRead,
  type Message,
  messagesOf,
  unreadCount,
  unreadTotal,
  writeMessage,
} from './messages.ts';
export {
  type Attachment,
  notify,
  type NotifyResult,
  type Recipient,
  sendLocalised,
  type Told,
} from './notify.ts';
export { demoOutboxRoutes } from './pages/index.ts';
export { MESSAGE_LENGTH, messageText, type Side } from './rules.ts';
