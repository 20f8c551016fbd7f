import { type FieldErrors, type FormInput, one } from '../../../../kernel/forms.ts';
import type { House } from '../../../../kernel/house.ts';
import { slotsNeeded } from '../../drafting/asked-once.ts';
import { saveDraft, tieToRequirements } from '../../drafting/commands.ts';
import type { Found } from './draft-desk.ts';
import { ticked, typedContent } from './draft-form.ts';
import { showsTheSame } from './draft-news.tsx';

/** Keeps everything typed, right or wrong; returns what could not be kept. */
export async function keep(
  house: House,
  { draft, who, services, answers }: Found,
  input: FormInput,
): Promise<FieldErrors | undefined> {
  if (!showsTheSame(one(input, 'versi'), draft))
    return { '': { key: 'dossiers.draft.services_changed' } };
  const shown = slotsNeeded(services, answers).map(({ name }) => name);
  const saved = await saveDraft(house, who, draft.id, typedContent(services, input, answers));
  if (!saved.ok) return { layanan: saved.reason };
  for (const { documentId, requirements } of ticked(input))
    await tieToRequirements(house, who, draft.id, documentId, requirements, shown);
  return undefined;
}
