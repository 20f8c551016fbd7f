import { type FormInput, one } from '../../../../kernel/forms.ts';
import type { House } from '../../../../kernel/house.ts';
import type { Route } from '../../../../web/route.ts';
import { asStaff, type Visit } from '../../../../web/visit.ts';
import { daysEdition, ownDaysOff, saveDaysOff } from '../days-off.ts';
import { readDecree } from '../decree.ts';
import { textOfTable } from '../decree-table.ts';
import { namedList } from '../effects.ts';
import type { Faults } from '../saved.ts';
import { newlyOutside } from './days-off.tsx';
import { DecreePage, type DecreeShown } from './decree-page.tsx';
import { mayChange, type SettingsRooms, savedAt } from './frame.tsx';

/** The yearly decree as CSV: read, shown with its mistakes and its effect, and only then saved. */
export function decreeRoutes(house: House, rooms: SettingsRooms): readonly Route[] {
  const page = (visit: Visit, shown: DecreeShown, status = 200) =>
    visit.html(<DecreePage visit={visit} rooms={rooms} shown={shown} />, status);
  return [
    {
      method: 'GET',
      path: '/:office/petugas/atur/libur/impor',
      access: mayChange,
      handle: (visit) => page(visit, { text: '' }),
    },
    {
      method: 'POST',
      path: '/:office/petugas/atur/libur/impor',
      access: mayChange,
      async handle(visit) {
        const input = await visit.form();
        const sent = await sentText(visit, input);
        if ('faults' in sent) return page(visit, { text: '', faults: sent.faults }, 422);
        const { text } = sent;
        const own = await ownDaysOff(house.db, visit.office.id);
        const reading = readDecree(text, own, await ownDaysOff(house.db, null));
        if (reading.mistakes.length > 0) return page(visit, { text, reading }, 422);
        const newly = await newlyOutside(house, rooms, visit, reading.wanted);
        const edition = daysEdition(own);
        const isSeen =
          one(input, 'langkah') === 'simpan' &&
          one(input, 'edisi') === edition &&
          namedList(newly) === one(input, 'tahu');
        if (!isSeen) return page(visit, { text, reading, newly, edition });
        const actor = asStaff(visit);
        const saved = await saveDaysOff(house, actor, visit.office.id, edition, reading.wanted);
        return saved.ok
          ? savedAt(house, visit, '/libur', 'offices.decree.saved')
          : page(visit, { text, reading, newly, edition, faults: saved.faults }, 422);
      },
    },
  ];
}

/** What was pasted, or the file's text. A file wins: whoever chose one means it. */
async function sentText(
  visit: Visit,
  input: FormInput,
): Promise<{ text: string } | { faults: Faults }> {
  const file = await visit.file('berkas');
  if (file) {
    const text = textOfTable(new Uint8Array(await file.arrayBuffer()));
    return text === undefined
      ? { faults: { berkas: { key: 'offices.decree.not_text' } } }
      : { text };
  }
  const text = one(input, 'isi').trim();
  return text === '' ? { faults: { isi: { key: 'offices.decree.empty' } } } : { text };
}
