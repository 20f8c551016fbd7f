import { type FormInput, one } from '../../../../kernel/forms.ts';
import type { Reason } from '../../../../kernel/i18n.ts';
import type { Visit } from '../../../../web/visit.ts';
import type { Office } from '../../../offices/index.ts';
import type { DossierHead } from '../../appointments.sql.ts';
import type { OpenDays } from '../open-days.ts';
import type { MeetingView, SeatsView } from '../view.ts';

/** A form that came back: which one, its content, and why not. */
export interface Returned {
  readonly form: 'beri' | 'pindah' | 'batal';
  readonly input: FormInput;
  readonly why: Reason;
}

/** One dossier's meetings as an officer sees them, and the free seats beside them. */
export interface Scene {
  readonly visit: Visit;
  readonly office: Office;
  readonly dossier: DossierHead;
  readonly here: string;
  readonly view: SeatsView;
  readonly open: OpenDays | undefined;
  readonly counterId: string | undefined;
  readonly returned: Returned | undefined;
}

/** The meeting that is being moved, when the address or a form that came back says so. */
export function movingIn({ visit, returned, view }: Scene): MeetingView | undefined {
  const asked = returned?.form === 'pindah' ? one(returned.input, 'jadwal') : visit.query('pindah');
  return view.booked.find(({ id }) => id === asked);
}
