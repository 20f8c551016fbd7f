import { z } from 'zod';
import { localDate } from '../../../../kernel/clocks/index.ts';
import { parseDossierNumber } from '../../../../kernel/dossier-number.ts';
import { type FieldErrors, type FormInput, one } from '../../../../kernel/forms.ts';
import type { House } from '../../../../kernel/house.ts';
import { type Reason, reason } from '../../../../kernel/i18n.ts';
import { parseFullName, parseNik, parsePhone } from '../../../../kernel/identity/index.ts';
import { newId } from '../../../../kernel/ids.ts';
import { type Route, staff } from '../../../../web/route.ts';
import { onceOf, type Visit } from '../../../../web/visit.ts';
import type { Office } from '../../../offices/index.ts';
import { type Beginning, beginFiling } from '../../filing/begin.ts';
import { FILERS, isManner, MANNERS } from '../../filing/rules.ts';
import { filingPage } from './filing-page.tsx';
import { officer } from './who.ts';

/** Who may file for a citizen. */
export const mayFile = staff(...FILERS);

/** "Ajukan untuk warga": who it is, how they came and what they want; the form itself follows. */
export function filingRoutes(house: House): Route[] {
  const path = '/:office/petugas/ajukan';
  return [
    {
      method: 'GET',
      path,
      access: mayFile,
      handle: (visit) =>
        filingPage(house, visit, { cara: 'loket_ktp', layanan: visit.query('layanan') }),
    },
    { method: 'POST', path, access: mayFile, handle: (visit) => begin(house, visit) },
  ];
}

async function begin(house: House, visit: Visit): Promise<Response> {
  const input = await visit.form();
  const key = onceOf(visit, input);
  const again = (errors: FieldErrors, status: number) =>
    filingPage(house, visit, { ...input, kunci: newId() }, errors, status);
  if (!key) return again({ '': reason('form.expired') }, 422);
  const who = await officer(house, visit);
  const read = readBeginning(input, visit, who.office);
  if (!read.ok) return again(read.errors, 422);
  const outcome = await beginFiling(house, who, read.value, key);
  switch (outcome.kind) {
    case 'done':
    case 'replayed':
      return visit.redirect(`/${visit.office.slug}/petugas/ajukan/${outcome.result}`);
    case 'conflict':
      return again({ '': reason('form.sent_twice_changed') }, 409);
    case 'refused':
      return outcome.refusal.key === 'dossiers.guard.role'
        ? visit.forbidden(outcome.refusal)
        : again({ [fieldOf(outcome.refusal)]: outcome.refusal }, 422);
  }
}

type Read =
  | { readonly ok: true; readonly value: Beginning }
  | { readonly ok: false; readonly errors: FieldErrors };

/** Reads the form; whatever may stay empty does so silently. */
function readBeginning(input: FormInput, visit: Visit, office: Office): Read {
  const typed = (name: string) => one(input, name).trim();
  const errors: Record<string, Reason> = {};
  const name = parseFullName(typed('nama'));
  // It is somebody else's name that the officer writes.
  if (!name.ok)
    errors['nama'] =
      name.reason.key === 'identity.name.missing'
        ? reason('dossiers.filing.name_missing')
        : name.reason;
  const nik =
    typed('nik') === '' ? undefined : parseNik(typed('nik'), localDate(visit.now, office.timeZone));
  if (nik && !nik.ok) errors['nik'] = nik.reason;
  const phone = typed('telepon') === '' ? undefined : parsePhone(typed('telepon'));
  if (phone && !phone.ok) errors['telepon'] = phone.reason;
  const email = typed('email') === '' ? undefined : z.email().max(254).safeParse(typed('email'));
  if (email && !email.success) errors['email'] = reason('accounts.email.invalid');
  const earlier =
    typed('berkas_lama') === '' ? undefined : parseDossierNumber(typed('berkas_lama'));
  if (earlier && !earlier.ok) errors['berkas_lama'] = reason('dossiers.filing.earlier_unknown');
  const manner = typed('cara');
  if (!isManner(manner)) errors['cara'] = reason('form.required');
  if (typed('layanan') === '') errors['layanan'] = reason('form.required');
  if (!name.ok || !isManner(manner) || Object.keys(errors).length > 0) return { ok: false, errors };
  return {
    ok: true,
    value: {
      fullName: name.name,
      nik: nik?.ok ? nik.nik : undefined,
      phone: phone?.ok ? phone.number : undefined,
      email: email?.success ? email.data : undefined,
      lang: typed('bahasa') === 'en' ? 'en' : 'id',
      manner: MANNERS[manner],
      serviceCode: typed('layanan'),
      earlier: earlier?.ok ? earlier.number : undefined,
    },
  };
}

/** Beside which field the sentence stands. */
function fieldOf({ key }: Reason): string {
  if (key === 'dossiers.filing.nik_of_another') return 'nik';
  if (key.startsWith('dossiers.filing.earlier_')) return 'berkas_lama';
  return key.startsWith('dossiers.draft.') ? 'layanan' : 'nama';
}
