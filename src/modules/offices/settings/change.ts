import type { Actor } from '../../../kernel/actor.ts';
import { type JsonValue, type Tx, transaction } from '../../../kernel/db.ts';
import { ring } from '../../../kernel/doorbell.ts';
import type { House } from '../../../kernel/house.ts';
import { canonical, type NewEvent } from '../../../kernel/ledger.ts';
import { officeSchema } from '../definition-office.ts';
import { openOfficeDiary } from '../diary.ts';
import { lockImports } from '../importing/importing.sql.ts';
import { schemaMistakes } from '../importing/mistakes.ts';
import { plain } from '../importing/plain.ts';
import { treeProfile } from '../importing/tree.ts';
import { recordEvents } from '../importing/write-offices.ts';
import type { OfficeProfile } from '../office.ts';
import { checkOffice } from '../office-checks.ts';
import { forgetOffices } from '../remembered.ts';
import { accountOf } from './differences.ts';
import { editionOf } from './edition.ts';
import { AS_BEFORE, type Faults, IN_TREE, OVERTAKEN, refused, SAVED, type Saved } from './saved.ts';
import {
  lockTree,
  type OfficeToChange,
  saveProfile,
  saveTree,
  selectToChange,
} from './settings.sql.ts';

export type Needs = Pick<House, 'db' | 'vault' | 'now'>;

/** A named part of office.json. */
export type Part = keyof OfficeProfile;

/** Parts of office.json, not checked yet. */
export type Wanted = Readonly<Partial<Record<Part, unknown>>>;

/** Who changes which parts, and what of them was on the form. */
export interface PartChange {
  readonly officeId: string;
  readonly actor: Actor;
  readonly parts: readonly Part[];
  readonly edition: string;
  /** What of the office stood on the form, where that is less than the parts. */
  readonly shown?: (profile: OfficeProfile) => unknown;
  /** The parts as typed, or made out of what stands there; what is undefined goes. Nothing is checked yet. */
  readonly wanted: Wanted | ((profile: OfficeProfile) => Wanted);
  /** What else a part is made of (a counter's own row); runs when all is well and differs. */
  readonly also?: (tx: Tx, at: Date) => Promise<readonly NewEvent[]>;
}

/** One change of an office in one transaction; `work` finds its row locked, and no import under way. */
export async function inOffice(
  house: Needs,
  officeId: string,
  actor: Actor,
  work: (desk: {
    tx: Tx;
    at: Date;
    office: OfficeToChange;
    write: (event: NewEvent) => Promise<void>;
  }) => Promise<Saved>,
): Promise<Saved> {
  const keys = await house.vault.office(officeId);
  const saved = await transaction(house.db, async (tx) => {
    const at = house.now();
    await lockImports(tx);
    const tell = await openOfficeDiary(tx, officeId, actor, at);
    const write = (event: NewEvent) => tell(event, keys.data);
    const office = await selectToChange(tx, officeId);
    if (office.treeRootId !== null) return refused(IN_TREE);
    const outcome = await work({ tx, at, office, write });
    if (outcome.ok && outcome.changed) await ring(tx, `office:${officeId}`);
    return outcome;
  });
  if (saved.ok && saved.changed) forgetOffices();
  return saved;
}

/** Which edition of these parts a form is filled in from. */
export function partsEdition(profile: OfficeProfile, parts: readonly Part[]): string {
  return editionOf(contentOf(profile, parts));
}

const contentOf = (profile: OfficeProfile, parts: readonly Part[]): JsonValue =>
  plain(Object.fromEntries(parts.map((part) => [part, profile[part]])));

/**
 * Changes parts of office.json: refused when a colleague was faster, checked by what checks an office's folder, told in the
 * office's ledger as an import is. The offices of its tree follow.
 */
export function changeParts(house: Needs, change: PartChange): Promise<Saved> {
  const { officeId, actor, parts, edition, wanted } = change;
  return inOffice(house, officeId, actor, async ({ tx, at, office, write }) => {
    const { shown } = change;
    const now = shown
      ? editionOf(plain({ shown: shown(office.profile) }))
      : partsEdition(office.profile, parts);
    if (now !== edition) return refused(OVERTAKEN);
    const asked = typeof wanted === 'function' ? wanted(office.profile) : wanted;
    const checked = checkParts(office, parts, asked);
    if (!checked.ok) return checked;
    const differing = parts.filter(
      (part) =>
        canonical(plainPart(checked.profile[part])) !== canonical(plainPart(office.profile[part])),
    );
    if (differing.length === 0) return AS_BEFORE;
    await saveProfile(tx, officeId, plain(checked.profile));
    await write({
      kind: 'office.changed',
      data: { parts: [...differing].sort() },
      text: accountOf(contentOf(office.profile, differing), contentOf(checked.profile, differing)),
    });
    for (const event of (await change.also?.(tx, at)) ?? []) await write(event);
    await tellTree(tx, office, checked.profile, actor, at);
    return SAVED;
  });
}

const plainPart = (part: unknown): JsonValue => plain({ part });

type Checked =
  | { readonly ok: true; readonly profile: OfficeProfile }
  | { readonly ok: false; readonly faults: Faults };

/** The office as it would be, or what is wrong in these parts of it, in the importer's words. */
export function checkParts(
  office: OfficeToChange,
  parts: readonly Part[],
  wanted: Wanted,
): Checked {
  const { slug, code, name, kind, timeZone, region, profile } = office;
  const whole = {
    ...profile,
    ...Object.fromEntries(parts.map((part) => [part, wanted[part]])),
    slug,
    code,
    name,
    kind,
    timeZone,
    ...(region !== null && { region }),
  };
  const input = plain(whole);
  const read = officeSchema.safeParse(input);
  const mistakes = read.success
    ? checkOffice(read.data)
    : schemaMistakes('office.json', read.error.issues, input);
  // What a newer rule finds wrong elsewhere is not this form's to mend.
  const own = mistakes.filter(({ field }) => parts.some((part) => isWithin(field, part)));
  if (own.length > 0) return { ok: false, faults: firstAtEachPlace(own) };
  if (!read.success) return { ok: false, faults: { '': mistakes[0]?.reason ?? IN_TREE } };
  const { slug: _s, code: _c, name: _n, kind: _k, timeZone: _t, region: _r, ...rest } = read.data;
  return { ok: true, profile: rest };
}

const isWithin = (field: string, part: string) =>
  field === part || field.startsWith(`${part}.`) || field.startsWith(`${part}[`);

export function firstAtEachPlace(
  mistakes: readonly { readonly field: string; readonly reason: Faults[string] }[],
): Faults {
  const faults: Record<string, Faults[string]> = {};
  for (const { field, reason } of mistakes) faults[field] ??= reason;
  return faults;
}

async function tellTree(
  tx: Tx,
  { id, profile: before, name }: OfficeToChange,
  after: OfficeProfile,
  actor: Actor,
  at: Date,
): Promise<void> {
  const shared = (profile: OfficeProfile) => plain(treeProfile(profile, { name, address: '' }));
  const [old, fresh] = [shared(before), shared(after)] as const;
  if (canonical(old) === canonical(fresh)) return;
  const members = await lockTree(tx, id);
  if (members.length === 0) return;
  await saveTree(tx, id, fresh);
  await recordEvents(
    tx,
    {
      rootId: id,
      heads: new Map(members.map((one) => [one.id, { seq: one.head_seq, hash: one.head_hash }])),
      events: new Map(
        members.map((one) => [one.id, [{ kind: 'office.changed', data: { root: id } }]]),
      ),
    },
    at,
    actor,
  );
}
