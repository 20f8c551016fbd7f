import { newId } from '../../../kernel/ids.ts';
import { emptyHouse, exampleOffice, exampleService, folderWith } from '../example.fixture.ts';
import { importOffices } from '../importing/import-offices.ts';
import { officeBySlug } from '../offices.ts';
import { selectService } from './catalogue.sql.ts';
import type { ServiceDraft } from './draft.ts';
import { type Administering, changeDraft } from './drafting.ts';
import { selectDraft } from './drafts.sql.ts';
import { publishDraft } from './publishing.ts';

interface Ending {
  after(work: () => void | Promise<void>): void;
}

/** An office with one service, AA, and an administrator. */
export async function openCatalogue(t: Ending, service: object = {}, office: object = {}) {
  const empty = await emptyHouse(t);
  const folder = folderWith(t, {
    'kantor-satu/office.json': exampleOffice('kantor-satu', 'SATU', office),
    'kantor-satu/services/AA.json': exampleService('AA', service),
  });
  const imported = await importOffices(empty, folder);
  if (!imported.ok) throw new Error(imported.sentences.en);
  const found = await officeBySlug(empty.db, 'kantor-satu');
  if (!found) throw new Error('no office');
  const administrator = async (name: string): Promise<Administering> => {
    const personId = newId();
    await empty.db`insert into person (id, full_name) values (${personId}, ${name})`;
    return { actor: { personId, mandate: 'staff', channel: 'web' }, officeId: found.id };
  };
  const who = await administrator('Wayan');
  return {
    house: empty,
    db: empty.db,
    folder,
    office: found,
    who,
    administrator,
    /** The draft's state, as a page would carry it. */
    async seen(code = 'AA') {
      const draft = await selectDraft(empty.db, found.id, code);
      const published = await selectService(empty.db, found.id, code);
      return { edition: draft?.edition ?? 0, version: published?.version ?? null };
    },
    /** Changes the draft, whatever it says now. */
    change: (edit: (draft: ServiceDraft) => ServiceDraft, code = 'AA') =>
      changeDraft(empty, who, code, null, (draft) => ({ ok: true, draft: edit(draft) })),
    async publish(note = 'Uji.', code = 'AA') {
      return publishDraft(empty, who, code, await this.seen(code), note);
    },
  };
}
