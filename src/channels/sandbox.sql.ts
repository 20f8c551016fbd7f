import type { JsonValue, Query } from '../kernel/db.ts';

/** Keeps what the sandbox "sent". False when this mail lies there already: a repeat is the same mail. */
export async function insertSandboxMessage(
  query: Query,
  message: {
    id: string;
    address: string;
    subject: string;
    body: string;
    attachments: readonly Readonly<Record<string, string>>[];
  },
): Promise<boolean> {
  const attachments: JsonValue = message.attachments.map((attachment) => ({ ...attachment }));
  const rows =
    await query`insert into sandbox_message (id, channel, address, subject, body, attachments)
    values (${message.id}, 'email', ${message.address}, ${message.subject}, ${message.body}, ${query.json(attachments)})
    on conflict (id) do nothing returning 1`;
  return rows.length === 1;
}
