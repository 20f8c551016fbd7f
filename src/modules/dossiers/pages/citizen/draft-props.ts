import type { FieldErrors } from '../../../../kernel/forms.ts';
import type { Visit } from '../../../../web/visit.ts';
import type { Office, OfficeService } from '../../../offices/index.ts';
import type { PlainAnswers } from '../../answers.ts';
import type { DraftFile } from '../../drafting/draft-files.sql.ts';
import type { DraftRow } from '../../drafting/drafts.sql.ts';
import type { ServiceNews } from './draft-news.tsx';

/** What the application form shows. */
export interface DraftPageProps {
  readonly visit: Visit;
  /** Where the draft stands. */
  readonly base: string;
  /** What an upload for these slots is for. */
  readonly target: (requirements: readonly string[]) => string;
  readonly office: Office;
  readonly draft: DraftRow;
  /** What the draft asks for. */
  readonly services: readonly OfficeService[];
  /** What it could ask for besides. */
  readonly offered: readonly OfficeService[];
  readonly answers: PlainAnswers;
  /** What became of the services since the applicant last saw the form. */
  readonly news: readonly ServiceNews[];
  readonly files: readonly DraftFile[];
  readonly earlier: readonly { document_id: string; name: string; uploaded_at: Date }[];
  readonly errors: FieldErrors;
  readonly refused: readonly { name: string; sentence: string }[];
  readonly kunci: string;
  /** An officer fills it in: the fingers begin on the first empty question, and one scan may serve every requirement. */
  readonly byOfficer?: boolean;
}
