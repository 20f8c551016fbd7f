import { openTown, type Town } from '../../src/modules/dossiers/town.fixture.ts';
import { allRoutes } from '../../src/rooms.ts';

export const AT = '/kantor-uji/petugas/atur/layanan';

interface Ending {
  after(work: () => Promise<void>): void;
}

/** An office with its administrator at work on its services. */
export interface Desk {
  readonly town: Town;
  readonly administrator: string;
  /** Opens a page of the administrator's. */
  see(path: string): Promise<string>;
  /**
   * Sends the form of a page as a browser would: everything the page's own form carries, with these fields typed over it.
   * Returns where it led, or the status and text of a page that came back.
   */
  send(
    path: string,
    typed: Readonly<Record<string, string>>,
    page?: string,
  ): Promise<{ readonly status: number; readonly location: string; readonly text: string }>;
  /** Begins to change the office's one service. */
  begin(): Promise<void>;
  /** Publishes the draft as it is, with a note. */
  publish(note: string): Promise<{ readonly status: number; readonly text: string }>;
}

export async function openDesk(t: Ending): Promise<Desk> {
  const town = await openTown(t, allRoutes);
  const administrator = await town.person('Wayan', ['administrator']);
  const see = async (path: string) => {
    const answer = await town.get(administrator, path);
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
    return answer.text;
  };
  const desk: Desk = {
    town,
    administrator,
    see,
    async send(path, typed, page = path) {
      const edition = /name="suntingan" value="(\d+)"/.exec(await see(page))?.[1] ?? '';
      return town.post(administrator, path, { suntingan: edition, ...typed });
    },
    async begin() {
      await town.post(administrator, `${AT}/ROYA/draf`);
    },
    async publish(note) {
      const text = await see(`${AT}/ROYA/terbitkan`);
      const version = /name="versi" value="(\d*)"/.exec(text)?.[1] ?? '';
      return desk.send(`${AT}/ROYA/terbitkan`, { versi: version, catatan: note });
    },
  };
  return desk;
}
