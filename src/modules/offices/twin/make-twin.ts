import type { Actor } from '../../../kernel/actor.ts';
import { type JsonValue, transaction } from '../../../kernel/db.ts';
import type { House } from '../../../kernel/house.ts';
import { newId } from '../../../kernel/ids.ts';
import type { NewEvent } from '../../../kernel/ledger.ts';
import { openOfficeDiary } from '../diary.ts';
import { lockImports } from '../importing/importing.sql.ts';
import { plain } from '../importing/plain.ts';
import { writeServices } from '../importing/write-contents.ts';
import { selectServices } from '../offices.sql.ts';
import { forgetOffices } from '../remembered.ts';
import {
  copyLists,
  insertTwin,
  type Model,
  selectModel,
  selectTwin,
  takenCodes,
  updateTwin,
} from './twin.sql.ts';

export interface Twin {
  readonly id: string;
  readonly slug: string;
  /** It was made just now; otherwise it was there and has been brought up to date. */
  readonly isNew: boolean;
}

/** How people outside could reach the real office: no business of the twin's. */
const CONTACTS = ['phone', 'whatsapp', 'email', 'website', 'charter'];

/**
 * Makes the practice twin of an office, or brings it up to date: the services as they are published now, reasons, counters,
 * hours and days off, under keys and numbers of its own. It stands in no tree and is in no list. Undefined when there is no
 * such office, or it is a practice office itself. Both diaries say who did it.
 */
export async function makeTwin(
  house: Pick<House, 'db' | 'vault' | 'now'>,
  officeId: string,
  actor: Actor,
): Promise<Twin | undefined> {
  const made = await transaction(house.db, async (tx): Promise<Twin | undefined> => {
    // Codes are unique in the whole installation: one after the other, as the importer does.
    await lockImports(tx);
    const model = await selectModel(tx, officeId);
    if (!model) return undefined;
    const at = house.now();
    const before = await selectTwin(tx, officeId);
    const id = before?.id ?? newId();
    const slug = before?.slug ?? slugFor(model);
    const look = { id, name: nameFor(model), profile: profileFor(model) };
    if (before) await updateTwin(tx, model, look);
    else {
      await insertTwin(tx, model, { ...look, slug, code: codeFor(model, await takenCodes(tx)) });
      await house.vault.makeOfficeKeys(tx, id);
    }
    const events: NewEvent[] = [
      { kind: before ? 'office.changed' : 'office.installed', data: { practice_of: model.id } },
    ];
    const services = await selectServices(tx, model.id);
    const definitions = services.map(({ definition }) => definition);
    events.push(...(await writeServices(tx, id, definitions, at)).events);
    await copyLists(tx, model.id, id, at);
    const tell = await openOfficeDiary(tx, id, actor, at);
    for (const event of events) await tell(event);
    const tellReal = await openOfficeDiary(tx, model.id, actor, at);
    await tellReal({
      kind: before ? 'practice.office_refreshed' : 'practice.office_made',
      data: { practice: id },
    });
    return { id, slug, isNew: !before };
  });
  forgetOffices();
  return made;
}

/** `<slug>-latihan`, within the 63 characters that an address allows. */
const slugFor = ({ slug }: Model) => `${slug.slice(0, 55)}-latihan`;

/** Practice numbers begin with Z: whoever reads one sees that it is none of the office's. */
function codeFor({ code }: Model, taken: ReadonlySet<string>): string {
  const wanted = `Z${code}`.slice(0, 5);
  if (!taken.has(wanted)) return wanted;
  for (let n = 0; n < 26 ** 4; n += 1) {
    const letters = [n / 17576, n / 676, n / 26, n].map((part) =>
      String.fromCharCode(65 + (Math.floor(part) % 26)),
    );
    const free = `Z${letters.join('')}`;
    if (!taken.has(free)) return free;
  }
  throw new Error('no code is left for another practice office');
}

/** It is printed on every paper that the practice office makes. */
function nameFor({ name }: Model): JsonValue {
  return {
    id: `LATIHAN ${name.id}`,
    ...(name.en === undefined ? {} : { en: `PRACTICE ${name.en}` }),
  };
}

function profileFor({ profile }: Model): JsonValue {
  return plain(
    Object.fromEntries(Object.entries(profile).filter(([key]) => !CONTACTS.includes(key))),
  );
}
