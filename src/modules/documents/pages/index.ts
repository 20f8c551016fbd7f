import type { House } from '../../../kernel/house.ts';
import type { Route } from '../../../web/route.ts';
import type { DocumentHooks } from '../hooks.ts';
import { ownDocumentRoutes } from './citizen/own-documents.ts';
import { uploadRoutes } from './citizen/uploads.ts';

/** Everything of documents that a browser asks for; the staff's views are the case file's, through the door. */
export function documentRoutes(house: House, hooks: DocumentHooks): Route[] {
  return [...uploadRoutes(house, hooks), ...ownDocumentRoutes(house)];
}
