import { localDate, type TimeZone } from '../../../../kernel/clocks/index.ts';
import { parseDossierNumber } from '../../../../kernel/dossier-number.ts';
import type { FieldErrors } from '../../../../kernel/forms.ts';
import type { House } from '../../../../kernel/house.ts';
import { reason } from '../../../../kernel/i18n.ts';
import { isUuid } from '../../../../kernel/ids.ts';
import { type Access, staff } from '../../../../web/route.ts';
import type { Visit } from '../../../../web/visit.ts';
import { noteOpening } from '../../../dossiers/index.ts';
import { momentsOf, presetDays, readPeriod } from '../../period.ts';
import { dossierOfNumber } from '../people.sql.ts';
import { type Question, readPlace } from '../question.ts';

/** Who answers for an office may see what was done in it; nobody from outside does. */
export const mayAudit: Access = staff('administrator', 'auditor', 'head_of_office');

/** What stands in the address. */
export interface Asked {
  readonly dari: string;
  readonly sampai: string;
  readonly orang: string;
  readonly jenis: string;
  readonly berkas: string;
}

export type Asking =
  | { readonly ok: true; readonly question: Question; readonly asked: Asked }
  | { readonly ok: false; readonly errors: FieldErrors; readonly asked: Asked };

/** What begins like a dossier number is one, be it mistyped. */
const LIKE_A_NUMBER = /^[a-z]{2,5}[-\s]?\d\d[-\s]?\d{3}/i;
const CODE = /^[a-z][a-z0-9_-]{0,47}$/i;

/**
 * Understands an address; the last seven days when it names none. What it cannot understand is sent back with a sentence.
 * @param options.codes what is no dossier number is the code of a service, counter or reason
 */
export async function askingOf(
  house: House,
  visit: Visit,
  kinds: readonly string[],
  options: { readonly codes?: boolean } = {},
): Promise<Asking> {
  const timeZone = visit.office.timeZone as TimeZone;
  const week = presetDays('week', localDate(visit.now, timeZone));
  const named = visit.query('dari') !== '' || visit.query('sampai') !== '';
  const asked: Asked = {
    dari: named ? visit.query('dari') : week.from,
    sampai: named ? visit.query('sampai') : week.to,
    orang: visit.query('orang'),
    jenis: kinds.includes(visit.query('jenis')) ? visit.query('jenis') : '',
    berkas: visit.query('berkas').trim(),
  };
  const period = readPeriod(asked.dari, asked.sampai, week.to);
  const errors: Record<string, FieldErrors[string]> = period.ok ? {} : { ...period.errors };
  const isCode =
    options.codes === true && CODE.test(asked.berkas) && !LIKE_A_NUMBER.test(asked.berkas);
  const dossierId =
    asked.berkas === '' || isCode ? undefined : await dossierIn(house, visit, asked.berkas);
  if (asked.berkas !== '' && !isCode && dossierId === undefined)
    errors['berkas'] = reason('reports.audit.no_dossier');
  if (!period.ok || Object.keys(errors).length > 0) return { ok: false, errors, asked };
  return {
    ok: true,
    asked,
    question: {
      officeId: visit.office.id,
      ...momentsOf(period.period, timeZone),
      actorId: isUuid(asked.orang) ? asked.orang : undefined,
      kind: asked.jenis || undefined,
      dossierId,
      code: isCode ? asked.berkas : undefined,
    },
  };
}

async function dossierIn(house: House, visit: Visit, typed: string): Promise<string | undefined> {
  const read = parseDossierNumber(typed);
  return dossierOfNumber(house.db, visit.office.id, read.ok ? read.number : typed.toUpperCase());
}

export const placeIn = (visit: Visit) => readPlace(visit.query('setelah'));

/** The address of a page of the audit with what was asked. */
export function auditHref(visit: Visit, path: string, asked: Partial<Asked>, after = ''): string {
  const words = new URLSearchParams(
    Object.entries({ ...asked, setelah: after }).filter(([, text]) => text !== ''),
  ).toString();
  return `/${visit.office.slug}/petugas/audit${path}${words === '' ? '' : `?${words}`}`;
}

/** A search is itself a look, kept with what was asked for: whoever watches is watched. */
export function noteSearch(
  house: House,
  visit: Visit,
  list: string,
  asked: Partial<Asked>,
  kind: 'audit' | 'audit_export' = 'audit',
): Promise<void> {
  const { berkas: _number, ...rest } = asked;
  const words = new URLSearchParams(
    Object.entries({ daftar: list, ...rest }).filter(([, text]) => text !== ''),
  );
  return noteOpening(house.db, {
    officeId: visit.office.id,
    actorId: visit.person.id,
    kind,
    id: visit.office.id,
    reason: [...words]
      .map(([name, text]) => `${name}: ${text}`)
      .join(', ')
      .slice(0, 300),
  });
}
