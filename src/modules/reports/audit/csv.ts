/**
 * A table as CSV (RFC 4180), for a spreadsheet: a cell that a spreadsheet would take for a formula is given an apostrophe, so
 * that nobody's name reckons on the auditor's machine (OWASP: CSV injection). A byte order mark tells it is UTF-8.
 */
export function auditCsv(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return `\uFEFF${[head, ...rows].map((cells) => `${cells.map(cell).join(',')}\r\n`).join('')}`;
}

function cell(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
