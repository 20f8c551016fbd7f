import type { DocumentType } from '../rules.ts';

const TYPES: Readonly<Record<DocumentType, string>> = {
  jpg: 'image/jpeg',
  png: 'image/png',
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  zip: 'application/zip',
};

/** The media type that the content was found to be; what the browser claimed is never repeated. */
export const mediaTypeOf = (type: DocumentType | undefined): string =>
  type === undefined ? 'application/octet-stream' : TYPES[type];

/**
 * Content-Disposition for saving under a citizen's name for the file (RFC 6266): plain ASCII for old browsers, the real
 * name in UTF-8 beside it (RFC 8187).
 */
export function saveAs(name: string): string {
  const ascii = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const exact = encodeURIComponent(name).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${exact}`;
}
