/** The door of documents: upload, inspection, storage, versions, viewing. */
export { sweepPlainFiles } from './checking/private-file.ts';
export { giveDocuments, type Listing } from './documents.sql.ts';
export {
  copyReference,
  type Document,
  documentsByIds,
  documentsOf,
  type Pending,
  removeDocument,
  type Version,
  versionFor,
} from './documents.ts';
export type { DocumentHooks, InspectedVersion, Owner, Permission, Purpose } from './hooks.ts';
export {
  closeInspection,
  type DocumentText,
  PictureProblem,
  type TextBlock,
} from './inspection/index.ts';
export { documentRoutes } from './pages/index.ts';
export { type ReceivedFile, type ReceivedForm, receiveFiles } from './pages/receive-files.ts';
export { uploadWords } from './pages/upload-words.ts';
export { download } from './reading/download.ts';
export { viewerPicture } from './reading/picture.ts';
export { smallPicture } from './reading/small-picture.ts';
export { documentText, isViewable, memberOf } from './reading/words.ts';
export type { DocumentType, ScanMark, VersionState } from './rules.ts';
export { documentCrontab, documentTasks } from './tasks.ts';
export { receiveFormFile } from './upload/form-file.ts';
