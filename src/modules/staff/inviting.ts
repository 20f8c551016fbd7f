import { createHmac } from 'node:crypto';
import type { Actor } from '../../kernel/actor.ts';
import { transaction } from '../../kernel/db.ts';
import type { House } from '../../kernel/house.ts';
import {
  type LocalisedText,
  localise,
  type Reason,
  reason,
  translator,
} from '../../kernel/i18n.ts';
import { newId, secretHash } from '../../kernel/ids.ts';
import { addJob, type Tasks } from '../../kernel/jobs.ts';
import { createLimiter } from '../../kernel/limits.ts';
import { Undeliverable } from '../../kernel/ports.ts';
import type { StaffRole } from '../../kernel/roles.ts';
import { contact, personByEmail } from '../accounts/index.ts';
import { openOfficeDiary } from '../offices/index.ts';
import {
  closeInvitation,
  insertInvitation,
  invitationById,
  replaceInvitation,
} from './invitations.sql.ts';
import { rolesOf } from './staff.sql.ts';

/** How long an invitation may be taken up, in milliseconds: over a weekend. */
const LIFE = 72 * 3_600_000;
/** An office's invitations within an hour: enough for a whole class, too few to flood strangers with mail. */
const LIMIT = { points: 60, duration: 3600 };

export interface StaffOffice {
  readonly id: string;
  readonly slug: string;
  readonly name: LocalisedText;
}

export type Outcome = { readonly ok: true } | { readonly ok: false; readonly reason: Reason };
export const refuse = (why: Reason): Outcome => ({ ok: false, reason: why });

interface InviteJob {
  readonly id: string;
  readonly officeId: string;
  readonly slug: string;
  readonly name: string;
  readonly nameEn: string;
}

/**
 * Invites an address to a role, as an event of the office. The link is mailed; a second invitation to the same role replaces
 * the first. Nobody invites themself.
 * @param email lower case.
 */
export async function invite(
  house: House,
  actor: Actor & { readonly personId: string },
  office: StaffOffice,
  email: string,
  role: StaffRole,
): Promise<Outcome> {
  const known = await personByEmail(house.db, email);
  if (known?.id === actor.personId) return refuse(reason('staff.invite.yourself'));
  if (known && (await rolesOf(house.db, office.id, known.id)).includes(role))
    return refuse(reason('staff.invite.has_role'));
  const seconds = await createLimiter(house, 'invite_office', LIMIT).take(office.id);
  if (seconds !== undefined)
    return refuse(reason('staff.invite.wait', { minutes: Math.ceil(seconds / 60) }));
  await transaction(house.db, async (tx) => {
    const at = house.now();
    const write = await openOfficeDiary(tx, office.id, actor, at);
    await replaceInvitation(tx, office.id, email, role, at);
    const id = newId();
    await insertInvitation(tx, office.id, {
      id,
      email,
      role,
      hash: secretHash(secretOf(house, id)),
      invitedBy: actor.personId,
      at,
      expiresAt: new Date(at.getTime() + LIFE),
    });
    await write({ kind: 'staff.invited', data: { invitation: id, role } });
    const job: InviteJob = {
      id,
      officeId: office.id,
      slug: office.slug,
      name: localise(office.name, 'id').text,
      nameEn: localise(office.name, 'en').text,
    };
    await addJob(tx, 'staff.invite', { ...job }, { maxAttempts: 12 });
  });
  return { ok: true };
}

/** Takes an open invitation back: its link opens nothing any more. */
export async function withdrawInvitation(
  house: House,
  actor: Actor,
  office: StaffOffice,
  id: string,
): Promise<Outcome> {
  return transaction(house.db, async (tx) => {
    const at = house.now();
    const write = await openOfficeDiary(tx, office.id, actor, at);
    if (!(await closeInvitation(tx, office.id, id, at))) return refuse(reason('staff.invite.gone'));
    await write({ kind: 'staff.invitation_withdrawn', data: { invitation: id } });
    return { ok: true };
  });
}

export function staffTasks(house: House): Tasks {
  return { 'staff.invite': (payload) => sendInvitation(house, payload as InviteJob) };
}

async function sendInvitation(house: House, job: InviteJob): Promise<void> {
  const { id } = job;
  const invitation = await invitationById(house.db, job.officeId, id, house.now());
  if (!invitation) return;
  const { email, inviter, role } = invitation;
  const known = await personByEmail(house.db, email);
  const lang = (known && (await contact(house.db, known.id))?.lang) ?? 'id';
  const t = translator(lang);
  const words = {
    office: lang === 'id' ? job.name : job.nameEn,
    role: t(`staff.role.${role}`),
    inviter,
    link: `${house.config.publicUrl}/${job.slug}/undangan?rahasia=${secretOf(house, id)}`,
  };
  const subject = t('staff.invite.mail.subject', words);
  try {
    const text = t('staff.invite.mail.text', words);
    await house.mail({ id, to: email, subject, text, attachments: [] });
  } catch (error) {
    if (!(error instanceof Undeliverable)) throw error;
    house.log.warn({ invitation: id }, 'invitation is undeliverable');
  }
}

/** The link's secret, the same at every retry of its mail and never written down: the queue holds only the id. */
const secretOf = (house: House, id: string): string =>
  createHmac('sha256', house.vault.purposeKey('mailed invitations')).update(id).digest('base64url');
