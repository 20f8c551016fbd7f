import { createHmac } from 'node:crypto';
import { type Actor, HOUSE } from '../../src/kernel/actor.ts';
import { formatDossierNumber } from '../../src/kernel/dossier-number.ts';
import { secretHash } from '../../src/kernel/ids.ts';
import { chain, GENESIS } from '../../src/kernel/ledger.ts';
import { seal } from '../../src/kernel/vault.ts';
import { dossierKeyPlace } from '../../src/modules/dossiers/hold.ts';
import {
  newReceiptSecret,
  receiptSecretPlace,
} from '../../src/modules/dossiers/submission/receipt-secret.ts';
import type { Happening } from './life.ts';
import type { Citizen } from './people.ts';
import type { Offer, Place } from './places.ts';
import type { Random } from './random.ts';
import type { FullSheets } from './sheets.ts';
import { walk } from './walk.ts';

const DAY = 86_400_000;

/** What a dossier of the generated world begins with. */
export interface Handed {
  readonly random: Random;
  readonly sheets: FullSheets;
  readonly place: Place;
  readonly citizen: Citizen;
  readonly offers: readonly Offer[];
  readonly submittedAt: number;
  readonly present: number;
}

/** Writes one dossier with its applications, documents, messages and diary. Returns the number of its events. */
export function writeDossier(handed: Handed): number {
  const { random, sheets, place, citizen, submittedAt, present } = handed;
  const id = random.id(submittedAt);
  const key = random.bytes(32);
  const at = new Date(submittedAt);
  const year = at.getUTCFullYear();
  const serial = (place.serials.get(year) ?? 0) + 1;
  place.serials.set(year, serial);
  const number = formatDossierNumber({ officeCode: place.code, year, serial });
  const officer = random.pick(place.staff);
  const told: Happening[] = [];
  const rows: (() => void)[] = [];

  for (const offer of handed.offers) {
    const applicationId = random.id(submittedAt);
    const documents = documentsFor(handed, offer.requirements);
    const promised = new Date(submittedAt + offer.days * DAY);
    const answers = answersOf(handed, offer);
    told.push({
      at: submittedAt,
      kind: 'application.submitted',
      data: {
        ...{ application: applicationId, number, service: offer.code, version: offer.version },
        ...{ step: offer.route[0]?.key ?? '', due: promised.toISOString(), missing: [] },
        ...{ rule: 'submit', from: 'unsent', to: `${offer.route[0]?.kind ?? ''}/office` },
        files: [...new Set(documents.values())].map(({ version }) => version),
      },
      text: JSON.stringify({
        fullName: citizen.name,
        note: '',
        answers: answers.stored,
        missing: {},
      }),
    });
    const standing = walk({
      ...{
        random,
        sheets,
        place,
        offer,
        dossierId: id,
        applicationId,
        officer,
        submittedAt,
        present,
      },
      versions: new Map([...documents].map(([requirement, { version }]) => [requirement, version])),
      tell: (happening) => void told.push(happening),
    });
    rows.push(() => {
      sheets.row(
        'application',
        ...[place.id, applicationId, id, offer.serviceId, offer.version, answers.stored, {}],
        ...[standing.step, standing.kind, standing.waitingOn, standing.outcome, standing.round],
        ...[at, standing.promisedAt, standing.dueAt, standing.closedAt, standing.dueWhenClosed],
      );
      for (const { field, blind } of answers.blind)
        sheets.row('identity_index', place.id, applicationId, field, blind);
      let order = 0;
      for (const [requirement, { document }] of documents)
        sheets.row(
          'evidence',
          place.id,
          applicationId,
          requirement,
          document,
          Math.min(15, ++order),
          at,
        );
    });
  }
  writeMessages(handed, id, officer, told);
  told.sort((one, other) => one.at - other.at);
  const head = writeDiary(handed, id, key, officer, told);
  const secret = newReceiptSecret();
  sheets.row(
    'dossier',
    ...[place.id, id, number, citizen.id, citizen.name, '', 'web', at, secretHash(secret)],
    seal(place.keys.data, Buffer.from(secret), receiptSecretPlace(id)),
    seal(place.keys.data, key, dossierKeyPlace(id)),
    ...[told.length, head.seq, head.hash],
  );
  for (const write of rows) write();
  return told.length;
}

/** The diary as the commands would have written it: every event hashed over the one before. */
function writeDiary(
  { sheets, place, citizen }: Handed,
  id: string,
  key: Buffer,
  officer: string,
  told: readonly Happening[],
) {
  let head = GENESIS;
  for (const happening of told) {
    const actor = happening.officer
      ? actorOf(happening, happening.officer)
      : happening.byHouse
        ? HOUSE
        : ({ personId: citizen.id, mandate: 'self', channel: 'web' } as const);
    const moment = new Date(Math.floor(happening.at));
    const written = chain(
      { kind: 'dossier', id, officeId: place.id },
      head,
      actor,
      moment,
      [happening],
      key,
    );
    head = written.head;
    for (const e of written.rows)
      sheets.event(
        happening.at,
        ...[id, e.seq, 'dossier', place.id, e.kind, e.at, e.actor_id, null, e.mandate, e.channel],
        ...[e.data, e.commitment, e.prev_hash, e.hash],
      );
    for (const text of written.texts)
      sheets.row('event_text', id, text.seq, text.salt, text.sealed);
    if (happening.kind === 'dossier.taken')
      sheets.row(
        'access_log',
        place.id,
        id.slice(0, 9) + crypto.randomUUID().slice(9),
        moment,
        officer,
        'dossier',
        id,
      );
  }
  return head;
}

/** An officer at work: at the counter always at the office; else every fourth at home, and some say nothing of it. */
function actorOf({ kind, at }: Happening, personId: string): Actor {
  const atCounter = /^(counter|visitor)\./.test(kind);
  const turn = Math.floor(at / DAY) % 10;
  const workplace = atCounter || turn < 6 ? 'office' : turn < 9 ? 'home' : undefined;
  return {
    ...{ personId, mandate: 'staff', channel: atCounter ? 'counter' : 'web' },
    ...(workplace ? { workplace } : {}),
  } as const;
}

/** Two or three documents, each serving one requirement or two. The bytes themselves are not made: nothing here reads them. */
function documentsFor(
  { random, sheets, place, citizen, submittedAt }: Handed,
  requirements: readonly string[],
) {
  const documents = new Map<string, { document: string; version: string }>();
  let last: { document: string; version: string } | undefined;
  const at = new Date(submittedAt - 600_000);
  for (const requirement of requirements) {
    if (last === undefined || random.chance(0.7)) {
      const [document, version, blob] = [
        random.id(submittedAt),
        random.id(submittedAt),
        random.id(submittedAt),
      ];
      const size = 80_000 + random.below(4_000_000);
      const type = random.chance(0.6) ? 'jpg' : 'pdf';
      sheets.row(
        'blob',
        place.id,
        blob,
        random.bytes(20).toString('hex'),
        random.bytes(61),
        size,
        at,
      );
      sheets.row('document', place.id, document, citizen.id, at);
      sheets.row(
        'document_version',
        ...[place.id, version, document, 1, `${requirement}.${type}`, size, 'ready', type],
        ...[random.bytes(32), type === 'pdf' ? 1 + random.below(6) : null, blob, at, citizen.id],
      );
      last = { document, version };
    }
    documents.set(requirement, last);
  }
  return documents;
}

function answersOf({ random, place, citizen }: Handed, offer: Offer) {
  const stored: Record<string, unknown> = { ...offer.answers };
  const blind: { field: string; blind: Buffer }[] = [];
  for (const field of offer.identities) {
    const nik = `1871${String(1 + random.below(99)).padStart(2, '0')}${String(1 + random.below(28)).padStart(2, '0')}0${1 + random.below(9)}${10 + random.below(89)}${String(1 + random.below(9998)).padStart(4, '0')}`;
    const sealed = seal(
      place.keys.data,
      Buffer.from(nik),
      `answer:${citizen.id}:${field}`,
    ).toString('base64');
    stored[field] = { sealed, mask: `${nik.slice(0, 4)}••••••••${nik.slice(-4)}` };
    blind.push({ field, blind: createHmac('sha256', place.keys.index).update(nik).digest() });
  }
  return { stored, blind };
}

/** Every fourth dossier is written about; the latest words are often still unread. */
function writeMessages(
  { random, sheets, place, citizen, present }: Handed,
  id: string,
  officer: string,
  told: Happening[],
): void {
  if (!random.chance(0.25)) return;
  let at = told[0]?.at ?? present;
  for (let count = 1 + random.below(3); count > 0; count--) {
    at += random.wait(4) * DAY;
    if (at >= present) return;
    const message = random.id(at);
    const side = random.chance(0.5) ? 'applicant' : 'office';
    const readAt = at + random.wait(1.5) * DAY;
    sheets.row(
      'message',
      ...[place.id, message, id, side === 'office' ? officer : citizen.id, side],
      seal(
        place.keys.data,
        Buffer.from('Mohon dicek kembali berkas saya, terima kasih.'),
        `message:${message}`,
      ),
      ...[new Date(at), readAt < present ? new Date(readAt) : null],
    );
    told.push({
      at,
      kind: 'message.sent',
      ...(side === 'office' ? { officer } : {}),
      data: { message, side },
    });
  }
}
