import { formatDossierNumber } from '../../../../kernel/dossier-number.ts';
import type { House } from '../../../../kernel/house.ts';
import { localise } from '../../../../kernel/i18n.ts';
import type { Visit } from '../../../../web/visit.ts';
import { answersOf } from '../../answers.sql.ts';
import { walkingOf } from '../../floor.sql.ts';
import { originalsOf } from '../../originals.sql.ts';
import { blankoPdf } from '../../papers/blanko.ts';
import { counterReceiptPdf } from '../../papers/receipt.ts';
import { entriesOf } from '../../register.sql.ts';
import { lookedAt, officeOf, pdf } from '../who.ts';

/** The manual form, filled in, ready to be signed. */
export async function blankoOf(house: House, visit: Visit): Promise<Response> {
  const dossier = await lookedAt(house, visit);
  if (!dossier) return visit.notFound();
  const { lang } = visit;
  const office = await officeOf(house, visit);
  const services = await walkingOf(house.db, office.id, dossier.id);
  const answers = await answersOf(house.db, office.id, dossier.id);
  const bytes = await blankoPdf(house, office, lang, {
    number: dossier.number,
    name: dossier.fullName,
    services: services.map(({ serviceName }) => localise(serviceName, lang).text),
    officer: visit.person.name,
    answers: answers.map(({ label, value }) => ({
      term: localise(label, lang).text,
      value: value.map((part) => localise(part, lang).text).join(', '),
    })),
    at: visit.now,
  });
  return pdf(bytes, `blanko-${dossier.number}`);
}

/** The receipt for what was accepted, with the place of every original. */
export async function receiptOf(house: House, visit: Visit): Promise<Response> {
  const dossier = await lookedAt(house, visit);
  if (!dossier) return visit.notFound();
  const { lang } = visit;
  const office = await officeOf(house, visit);
  const [services, originals, entries] = await Promise.all([
    walkingOf(house.db, office.id, dossier.id),
    originalsOf(house.db, office.id, dossier.id),
    entriesOf(house.db, office.id, dossier.id),
  ]);
  const bytes = await counterReceiptPdf(house, office, lang, {
    number: dossier.number,
    name: dossier.fullName,
    services: services.map(({ serviceName }) => localise(serviceName, lang).text),
    entry: entries[0],
    originals,
    at: visit.now,
  });
  return pdf(bytes, `tanda-terima-${dossier.number}`);
}

/** The manual form as the office has worded it, filled with made-up data: for whoever words it. */
export async function sampleBlanko(house: House, visit: Visit): Promise<Response> {
  const { t, lang } = visit;
  const bytes = await blankoPdf(house, await officeOf(house, visit), lang, {
    number: formatDossierNumber({ officeCode: 'CTH', year: 2026, serial: 123 }),
    name: 'Siti Aminah',
    services: [t('offices.sample.layanan')],
    officer: visit.person.name,
    answers: [],
    at: visit.now,
  });
  return pdf(bytes, 'contoh-blanko');
}
