import { createHmac } from 'node:crypto';
import { type Tx, transaction } from '../../kernel/db.ts';
import type { House } from '../../kernel/house.ts';
import { type LocalisedText, localise, translator } from '../../kernel/i18n.ts';
import { newId, secretHash } from '../../kernel/ids.ts';
import { addJob, type Tasks } from '../../kernel/jobs.ts';
import { Undeliverable } from '../../kernel/ports.ts';
import { contact } from './contacts.sql.ts';
import { SECRET_LIFE, type SecretPurpose } from './rules.ts';
import { mintSecret } from './secrets.sql.ts';
import { sweep } from './sessions.sql.ts';

export type MailKind = SecretPurpose | 'already_registered' | 'password_changed' | 'second_changed';

/** The counter at whose door something happened: its name stands in the mail, its address in the link. */
export interface Counter {
  readonly slug: string;
  readonly name: LocalisedText;
}

interface MailJob {
  readonly id: string;
  readonly kind: MailKind;
  /** Empty: nobody has that address, and there is nothing to send. */
  readonly personId: string;
  readonly office: string;
  readonly officeId: string;
  readonly officeEn: string;
}

/**
 * Asks for a mail to a person's own address, in the command's transaction. Without a person the same job is queued and
 * does nothing, so that the answer takes as long.
 */
export async function askMail(
  tx: Tx,
  kind: MailKind,
  personId: string | undefined,
  at: Counter,
): Promise<void> {
  const job: MailJob = {
    id: newId(),
    kind,
    personId: personId ?? '',
    office: at.slug,
    officeId: localise(at.name, 'id').text,
    officeEn: localise(at.name, 'en').text,
  };
  await addJob(tx, 'accounts.mail', { ...job }, { maxAttempts: 12 });
}

const PAGE: Readonly<Record<MailKind, string>> = {
  confirm_email: 'konfirmasi-email',
  new_password: 'sandi-baru',
  already_registered: 'masuk',
  password_changed: 'lupa-sandi',
  second_changed: 'akun/pengaman',
};

export function accountTasks(house: House): Tasks {
  return {
    'accounts.mail': (payload) => sendMail(house, payload as MailJob),
    'accounts:sweep': () => transaction(house.db, (tx) => sweep(tx, house.now())),
  };
}

/** Hourly: sessions, secrets and tries that have run out leave the house. */
export const accountCrontab = '17 * * * * accounts:sweep';

async function sendMail(house: House, job: MailJob): Promise<void> {
  const person = job.personId === '' ? undefined : await contact(house.db, job.personId);
  if (person?.email === undefined) return;
  const { email, lang } = person;
  const t = translator(lang);
  const office = lang === 'id' ? job.officeId : job.officeEn;
  let link = `${house.config.publicUrl}/${job.office}/${PAGE[job.kind]}`;
  if (job.kind === 'new_password' || job.kind === 'confirm_email') {
    const secret = secretOf(house, job.id);
    const expiresAt = new Date(house.now().getTime() + SECRET_LIFE[job.kind]);
    await mintSecret(house.db, {
      hash: secretHash(secret),
      purpose: job.kind,
      personId: person.id,
      email,
      expiresAt,
    });
    link += `?rahasia=${secret}`;
  }
  const text = [
    t('accounts.mail.greeting', { name: person.name }),
    t(`accounts.mail.${job.kind}.text`, job.kind === 'confirm_email' ? { office, link } : { link }),
    t('accounts.mail.closing', { office }),
  ].join('\n\n');
  const subject = t(`accounts.mail.${job.kind}.subject`, { office });
  try {
    await house.mail({ id: job.id, to: email, subject, text, attachments: [] });
  } catch (error) {
    if (!(error instanceof Undeliverable)) throw error;
    house.log.warn({ person: person.id, mail: job.kind }, 'account mail is undeliverable');
  }
}

/**
 * The secret of a mail, the same at every retry (a receiver may drop the repeat), and never written down: the queue holds
 * only its id, and the master key is needed to get from one to the other.
 */
function secretOf(house: House, id: string): string {
  return createHmac('sha256', house.vault.purposeKey('mailed secrets'))
    .update(id)
    .digest('base64url');
}
