import type { FieldErrors } from '../../../kernel/forms.ts';
import type { House } from '../../../kernel/house.ts';
import { type Reason, reason } from '../../../kernel/i18n.ts';
import { parseFullName } from '../../../kernel/identity/index.ts';
import { type OfficeService, serviceVersion } from '../../offices/index.ts';
import { ofService, type Question, type Slot, slotsNeeded } from '../drafting/asked-once.ts';
import type { DraftFile } from '../drafting/draft-files.sql.ts';
import type { DraftRow } from '../drafting/drafts.sql.ts';
import type { readAnswers } from '../drafting/read-answers.ts';
import { UNASKED } from '../guards.ts';
import type { Acting } from '../hold.ts';
import { ask, MOST_FILES } from '../rules.ts';

/** A draft as it is looked at when it is sent. */
export interface Sheet {
  readonly draft: DraftRow;
  readonly services: readonly OfficeService[];
  readonly questions: readonly Question[];
  readonly slots: readonly Slot[];
  /** Tied to known slots only. */
  readonly files: readonly DraftFile[];
  readonly arriving: number;
}

/** One service's answers as they were read, with what is wrong in them. */
export type Read = ReturnType<typeof readAnswers>;

/** The services of a draft in the editions that are offered now; undefined when one is gone. */
export async function servicesOf(
  house: House,
  who: Acting,
  draft: DraftRow,
): Promise<readonly OfficeService[] | undefined> {
  const services: OfficeService[] = [];
  for (const { id, version } of draft.services) {
    const service = await serviceVersion(house.db, who.office.id, id, version);
    if (!service) return undefined;
    services.push(service);
  }
  return services;
}

/** Why one of the services takes no application now; undefined: all do. */
export function notOffered(
  draft: DraftRow,
  services: readonly OfficeService[],
): Reason | undefined {
  const stopped = services.find(({ code }) =>
    draft.services.some((asked) => asked.code === code && asked.stopped),
  );
  if (stopped)
    return reason('dossiers.draft.service_stopped', { name: stopped.definition.name.id });
  return services.some(({ definition }) => definition.elsewhere)
    ? reason('dossiers.draft.service_elsewhere')
    : undefined;
}

/** Everything that is wrong at once, each sentence under its field. */
export function check(
  sheet: Sheet,
  roles: Acting['roles'],
  typed: Read['answers'],
  read: readonly Read[],
): { ok: true; name: string } | { ok: false; errors: FieldErrors } {
  const { draft, services, questions, files, arriving } = sheet;
  const errors: Record<string, FieldErrors[string]> = {};
  const name = parseFullName(draft.full_name);
  if (!name.ok) errors.nama = name.reason;
  for (const [index, service] of services.entries())
    for (const { name: question, field } of ofService(service, questions)) {
      const why = read[index]?.faults[field.key];
      if (why) errors[`isian.${question}`] ??= why;
    }
  const tied = new Set(
    files.filter((file) => file.state !== 'refused').flatMap((file) => file.requirements),
  );
  const unexplained = slotsNeeded(services, typed).filter(
    (slot) =>
      slot.requirement.required && !tied.has(slot.name) && !draft.missing[slot.name]?.trim(),
  );
  for (const slot of unexplained)
    errors[`syarat.${slot.name}`] = reason('dossiers.draft.missing_document');
  for (const file of files)
    if (file.requirements.length === 0)
      errors[`dokumen.${file.document_id}`] = reason('dossiers.draft.untied');
  for (const service of services) {
    const own = carriedBy(service, sheet);
    const ruling = ask('submit', roles, 'unsent', {
      own: true,
      held: false,
      verdicts: { accepted: 0, deficient: 0, missing: 0, open: 0 },
      unanswered: 0,
      unexplained: unexplained.filter((slot) => slot.services.includes(service.code)).length,
      unready:
        arriving +
        files.filter((file) => file.state === 'refused' || file.state === 'checking').length,
      files: own.length,
      next: null,
      back: null,
      ...UNASKED,
    });
    if (ruling.ok) continue;
    errors[''] ??=
      own.length > MOST_FILES && services.length > 1
        ? reason('dossiers.draft.too_many_files_for', {
            most: MOST_FILES,
            service: service.definition.name.id,
          })
        : ruling.reason;
  }
  if (!name.ok || Object.keys(errors).length > 0) return { ok: false, errors };
  return { ok: true, name: name.name };
}

/** The files that go with one of the services. */
export function carriedBy(service: OfficeService, { slots, files }: Sheet): readonly DraftFile[] {
  const names = ofService(service, slots).map((slot) => slot.name);
  return files.filter((file) => file.requirements.some((name) => names.includes(name)));
}
