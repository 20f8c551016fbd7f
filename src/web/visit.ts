import type { Context } from 'hono';
import type { Actor, Workplace } from '../kernel/actor.ts';
import { type FormInput, one } from '../kernel/forms.ts';
import type { Lang, Reason, Translate } from '../kernel/i18n.ts';
import { type OnceKey, onceKey } from '../kernel/once.ts';
import type { StaffRole } from '../kernel/roles.ts';
import type { Html } from '../ui/html.ts';
import type { PageContext, PageOffice } from '../ui/page-context.ts';

/** The office of the address. */
export interface VisitOffice extends PageOffice {
  readonly id: string;
  readonly code: string;
  /** The offices above it, nearest last. */
  readonly ancestors: readonly string[];
}

/** Who is signed in, and as what in the office of the address. */
export interface VisitPerson {
  readonly id: string;
  readonly name: string;
  readonly lang: Lang;
  readonly emailConfirmed: boolean;
  /** Roles in the office of the address. */
  readonly roles: readonly StaffRole[];
  /** Roles in offices above it. */
  readonly rolesAbove: readonly StaffRole[];
  /** They have roles here that are withheld until they set up a second factor. */
  readonly owesFactor?: boolean;
  readonly unread: number;
  /** Where they say they work from in this session; undefined: not said. */
  readonly workplace?: Workplace | undefined;
  readonly sessionHash: Buffer;
}

/** One request, understood: office, person and language are known before a handler runs. */
export interface Visit {
  readonly c: Context;
  readonly lang: Lang;
  readonly t: Translate;
  readonly page: PageContext;
  /** The address the request came from, proxies of ours aside. */
  readonly address: string;
  /** The reference number of this request, shown with an error and logged with it. */
  readonly reference: string;
  /** Throws when the route has no `:office`. */
  readonly office: VisitOffice;
  /** Throws on routes that anyone may call; use {@link Visit.visitor} there. */
  readonly person: VisitPerson;
  readonly visitor: VisitPerson | undefined;
  readonly now: Date;
  param(name: string): string;
  query(name: string): string;
  /** The form's content (not files), read once. */
  form(): Promise<FormInput>;
  /** A file of the form that fits its limit; undefined when none was chosen. */
  file(name: string): Promise<File | undefined>;
  html(page: Html, status?: number): Response | Promise<Response>;
  redirect(path: string): Response;
  text(body: string, status?: number): Response;
  /** 404 with a page that leads on. */
  notFound(): Response | Promise<Response>;
  /** 403 with the reason. */
  forbidden(why: Reason): Response | Promise<Response>;
}

/** The person acting for themself. */
export function asSelf(visit: Visit): Actor {
  return { personId: visit.person.id, mandate: 'self', channel: 'web' };
}

/** The person acting as staff of the office of the address. */
export function asStaff(visit: Visit): Actor {
  const { id: personId, workplace } = visit.person;
  return { personId, mandate: 'staff', channel: 'web', ...(workplace ? { workplace } : {}) };
}

/** The minted key of a form (hidden field `kunci`) with the content it stands for. */
export function onceOf(visit: Visit, input: FormInput): OnceKey | undefined {
  const key = one(input, 'kunci');
  if (!/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(key))
    return undefined;
  const body = Object.fromEntries(
    Object.entries(input).map(([name, value]) => [name, [value].flat()]),
  );
  return onceKey(visit.person.id, key, { ...body, path: visit.c.req.path });
}
