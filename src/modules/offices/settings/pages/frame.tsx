import type { Child } from 'hono/jsx';
import type { House } from '../../../../kernel/house.ts';
import type { MessageKey } from '../../../../kernel/i18n.ts';
import { Breadcrumbs } from '../../../../ui/breadcrumbs.tsx';
import type { Html } from '../../../../ui/html.ts';
import type { NavItem } from '../../../../ui/layout.tsx';
import type { PageContext } from '../../../../ui/page-context.ts';
import { PageHead } from '../../../../ui/page-head.tsx';
import { StaffPage } from '../../../../ui/staff-layout.tsx';
import { cookiesFor, writeFlash } from '../../../../web/cookies.ts';
import { staff } from '../../../../web/route.ts';
import type { Visit } from '../../../../web/visit.ts';
import type { Booking } from '../misfits.ts';

/** What the pages of an office's settings ask of higher rooms; the roof hands it in. */
export interface SettingsRooms {
  nav(visit: Visit): readonly NavItem[];
  /** Meetings that people have from this moment on, by time. */
  bookings(officeId: string, from: Date): Promise<readonly Booking[]>;
  /** How far the due times of what runs have been counted anew after the working days changed; null when there is nothing to tell. */
  recount(visit: Visit): Promise<Html | null>;
}

/** Who may change an office. */
export const mayChange = staff('administrator');

/** Where an office's settings are. */
export const settingsPath = (visit: Visit, path = '') =>
  `/${visit.office.slug}/petugas/atur${path}`;

/** A page of the settings: the way back to all of them, a title, and what it is for. */
export function SettingsPage(props: {
  readonly visit: Visit;
  readonly rooms: Pick<SettingsRooms, 'nav'>;
  /** Its address below the settings. */
  readonly path: string;
  readonly title: string;
  readonly lead?: string | undefined;
  /** The pages between the settings and this one. */
  readonly above?: readonly { readonly label: string; readonly href: string }[];
  /** The office's face as it would be, where that is what is looked at. */
  readonly face?: PageContext['office'];
  readonly children?: Child;
}) {
  const { visit, rooms, path, title, lead, above = [] } = props;
  const office = props.face ?? visit.page.office;
  const ctx: PageContext = { ...visit.page, office, path: settingsPath(visit, path) };
  return (
    <StaffPage ctx={ctx} title={title} nav={rooms.nav(visit)}>
      <Breadcrumbs
        ctx={ctx}
        items={[
          { label: visit.t('offices.settings.title'), href: settingsPath(visit) },
          ...above,
          { label: title },
        ]}
      />
      <PageHead title={title} lead={lead} />
      {props.children}
    </StaffPage>
  );
}

/** What {@link SettingsRooms.recount} has to tell. */
export function Recounting({ visit, rooms }: { visit: Visit; rooms: SettingsRooms }) {
  return rooms.recount(visit);
}

/** After something was saved: back to a page, with a sentence that says so. */
export function savedAt(house: House, visit: Visit, path: string, sentence: MessageKey): Response {
  writeFlash(visit.c, cookiesFor(house.config.publicUrl.startsWith('https:')), sentence);
  return visit.redirect(settingsPath(visit, path));
}
