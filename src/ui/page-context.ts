import type { Lang, LocalisedText, Translate } from '../kernel/i18n.ts';
import type { Theme } from './theme.ts';

/** What a page must know of the office whose counter it is. */
export interface PageOffice {
  readonly slug: string;
  readonly name: LocalisedText;
  /** IANA name: Asia/Jakarta, Asia/Pontianak, Asia/Makassar or Asia/Jayapura. */
  readonly timeZone: string;
  readonly theme: Theme;
  readonly address?: string | undefined;
  /** Service hours as one line: "Senin–Kamis 08.00–16.00 WIB". */
  readonly hours?: LocalisedText | undefined;
  readonly phone?: string | undefined;
  /** Any written form of the number; shown as written, linked as `wa.me/<digits>`. */
  readonly whatsapp?: string | undefined;
  readonly email?: string | undefined;
  /** One to three letters; without it the initials of the name are used. */
  readonly emblem?: string | undefined;
  /** The office's promise to the public (maklumat pelayanan, UU 25/2009 art. 22). */
  readonly charter?: LocalisedText | undefined;
  /** Of a practice office: the slug of the real one whose twin it is. Its pages say that nothing on them is real. */
  readonly practiceOf?: string | undefined;
}

/** Who is signed in. */
export interface PagePerson {
  readonly name: string;
  /** Messages not yet read. */
  readonly unread: number;
  readonly staffRoles: readonly string[];
}

/** What every page is told by the edge; components take it as `ctx`. */
export interface PageContext {
  readonly lang: Lang;
  readonly t: Translate;
  /** Path and query of this request, without the origin. */
  readonly path: string;
  readonly office?: PageOffice | undefined;
  readonly person?: PagePerson | undefined;
  /** True in the demo profile: the banner says that nothing here is real. */
  readonly demo: boolean;
  /** What was just done ("Sandi sudah diganti"), said once on the next page. */
  readonly flash?: string | undefined;
  /** Address of a built file, its hash included. */
  readonly asset: (name: string) => string;
}

/** Prefix of all addresses of the office, empty at the root of the installation. */
export function officePath(ctx: PageContext, path = ''): string {
  return ctx.office === undefined ? path || '/' : `/${ctx.office.slug}${path}`;
}
