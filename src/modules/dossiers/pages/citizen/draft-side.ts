import type { OnceKey } from '../../../../kernel/once.ts';
import type { Html } from '../../../../ui/html.ts';
import type { Access } from '../../../../web/route.ts';
import type { Visit } from '../../../../web/visit.ts';
import type { DraftRow } from '../../drafting/drafts.sql.ts';
import type { Acting } from '../../hold.ts';
import type { Submitted } from '../../submission/submit.ts';
import type { DraftPageProps } from './draft-props.ts';

/** Who fills a draft in, and whose it is. */
export type Filler = Acting & { readonly ownerId: string };

/** From which side a draft is filled in. */
export interface DraftSide {
  /** The pattern of its address. */
  readonly path: string;
  readonly access: Access;
  /** The draft in the address, and the visitor as who fills it in; undefined when it is not theirs to fill in. */
  find(visit: Visit): Promise<{ draft: DraftRow; who: Filler } | undefined>;
  /** Where a draft of this side stands. */
  base(visit: Visit, draftId: string): string;
  /** Whether documents of earlier dossiers are offered: the owner's drafts are theirs alone, and so is what lies in them. */
  readonly offersEarlier: boolean;
  /** What an upload for these slots is for. */
  target(draftId: string, requirements: readonly string[]): string;
  submit(who: Filler, draftId: string, key: OnceKey): Promise<Submitted>;
  /** The receipt of what was sent. */
  receipt(visit: Visit, dossierId: string): string;
  /** Where to go after throwing it away. */
  away(visit: Visit): string;
  page(props: DraftPageProps): Html;
}
