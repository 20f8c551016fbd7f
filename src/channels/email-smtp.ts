import { isIP } from 'node:net';
import { createTransport } from 'nodemailer';
import { type Mail, type Mailer, Undeliverable } from '../kernel/ports.ts';

/** A mailer over SMTP that can also hang up. */
export type SmtpMailer = Mailer & {
  /** Closes idle connections; a mail on its way is finished. */
  close(): void;
};

/** How long things may take, in milliseconds. */
export interface SmtpPatience {
  /** To connect, and to be greeted. */
  readonly connect: number;
  /** Silence in the middle of a conversation. */
  readonly silence: number;
  /** One mail altogether, waiting for a free connection included. */
  readonly mail: number;
  /** After a server that could not be reached: for so long nobody else is kept waiting for it. */
  readonly rest: number;
}

const PATIENCE: SmtpPatience = { connect: 10_000, silence: 30_000, mail: 90_000, rest: 15_000 };

/**
 * Sends mail over a small pool of connections.
 *
 * @param url `smtp://` (upgraded by STARTTLS where offered, and always when a password would cross the network) or
 *   `smtps://`, with user and password, and nodemailer's options in the query.
 * @param from the sender, `Name <address>` or an address.
 *
 * The Message-ID is made of the mail's id: a mail that is sent again after a crash is the same mail to the receiver.
 * Errors say a code and nothing personal. What the server refuses for good (5xx about the recipient or the message)
 * is {@link Undeliverable}; refusals that concern ourselves (password, sender, greeting), 4xx and the network are not.
 */
export function smtpMailer(
  url: string,
  from: string,
  patience: SmtpPatience = PATIENCE,
): SmtpMailer {
  const sender = readSender(from);
  const transport = createTransport({
    pool: true,
    url,
    maxConnections: 4,
    // A connection that breaks may have delivered: only the queue decides on another try.
    maxRequeues: 0,
    idleTimeout: 60_000,
    connectionTimeout: patience.connect,
    greetingTimeout: patience.connect,
    dnsTimeout: patience.connect,
    socketTimeout: patience.silence,
    requireTLS: carriesPassword(url),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  // The failure of an idle connection concerns no mail; a mail's own failure reaches its sender.
  transport.on('error', () => {});

  let restsUntil = 0;
  const send = async (mail: Mail): Promise<void> => {
    const composed = compose(mail, sender);
    if (Date.now() < restsUntil) throw new Error('network resting');
    try {
      await transport.sendMail({ ...composed, signal: AbortSignal.timeout(patience.mail) });
    } catch (error) {
      if (isUnreachable(error)) restsUntil = Date.now() + patience.rest;
      throw verdict(error);
    }
  };
  return Object.assign(send, { close: () => transport.close() });
}

interface Sender {
  readonly name: string;
  readonly address: string;
}

function readSender(from: string): Sender {
  const [, name = '', address = ''] = /^(?:([^<>]*?)\s*<)?([^<>]*?)>?$/.exec(oneLine(from)) ?? [];
  if (!isAddress(address))
    throw new Error('the sender of mails must be an address, or: Name <address>');
  return { name: name.replace(/^"(.*)"$/, '$1'), address };
}

function compose(mail: Mail, sender: Sender) {
  if (!isAddress(mail.to)) throw new Undeliverable('address malformed');
  if (!/^[A-Za-z0-9._-]{1,100}$/.test(mail.id)) throw new Error('a mail needs a plain id');
  return {
    from: sender,
    to: { name: '', address: mail.to },
    envelope: { from: sender.address, to: [mail.to] },
    messageId: `<${mail.id}@${sender.address.slice(sender.address.lastIndexOf('@') + 1)}>`,
    subject: oneLine(mail.subject),
    text: mail.text,
    // No holiday notice answers a machine (RFC 3834 §5).
    headers: { 'Auto-Submitted': 'auto-generated' },
    xMailer: false as const,
    attachments: mail.attachments.map(({ name, mediaType, content }) => ({
      filename: oneLine(name).replace(/[\\/"]/g, '_') || 'lampiran',
      contentType: isMediaType(mediaType) ? mediaType : 'application/octet-stream',
      content,
    })),
  };
}

/**
 * One plain address: nothing in it that a header or an SMTP command could take for more than an address (ASVS 1.3.11).
 * Quoted local parts are valid and unheard of; they are not taken.
 */
function isAddress(text: string): boolean {
  return (
    text.length <= 254 &&
    /^[^\s\p{C}@<>()[\]\\,;:"]{1,64}@[^\s\p{C}@<>()[\]\\,;:"]{1,253}$/u.test(text)
  );
}

const isMediaType = (text: string) =>
  /^[a-z]+\/[a-z0-9.+-]+(; ?[a-z-]+="?[A-Za-z0-9._-]+"?)*$/i.test(text);

const oneLine = (text: string) => text.replace(/[\s\p{Cc}]+/gu, ' ').trim();

function carriesPassword(url: string): boolean {
  const { protocol, password, hostname } = new URL(url);
  const isHere =
    hostname === 'localhost' ||
    (isIP(hostname) === 4 && hostname.startsWith('127.')) ||
    hostname === '[::1]';
  return protocol === 'smtp:' && password !== '' && !isHere;
}

function verdict(error: unknown): Error {
  if (!isFailure(error)) return new Error('mail failed');
  const { code, command = '', responseCode, originalCode } = error;
  if (responseCode !== undefined) {
    const said = `smtp ${responseCode} ${command.replace(/[^A-Z ]/g, '')}`.trim();
    return isForGood(responseCode, command) ? new Undeliverable(said) : new Error(said);
  }
  // Said by the transport before it asked the server: this address cannot be written in SMTP.
  if (code === 'EENVELOPE') return new Undeliverable('address malformed');
  return new Error(`network ${originalCode ?? code ?? 'unknown'}`);
}

/** 5xx about the recipient or the message; 552 (too large) may come earlier. 503 is about the order of commands. */
function isForGood(code: number, command: string): boolean {
  if (code < 500 || code > 599 || code === 503) return false;
  return command === 'RCPT TO' || command === 'DATA' || (command === 'MAIL FROM' && code === 552);
}

/** No conversation came about at all. */
function isUnreachable(error: unknown): boolean {
  if (!isFailure(error)) return false;
  return (
    error.code === 'EDNS' ||
    ['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN'].includes(
      error.originalCode ?? '',
    ) ||
    ['CONNECT_TIMEOUT', 'GREETING_TIMEOUT'].includes(error.timeoutType ?? '')
  );
}

/** What the transport tells of a failure. */
interface Failure extends Error {
  readonly code?: string;
  readonly command?: string;
  readonly responseCode?: number;
  readonly originalCode?: string;
  readonly timeoutType?: string;
}

const isFailure = (error: unknown): error is Failure => error instanceof Error;
