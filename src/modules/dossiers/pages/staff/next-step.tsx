import { type Reason, say } from '../../../../kernel/i18n.ts';
import { newId } from '../../../../kernel/ids.ts';
import { LinkButton, SubmitButton } from '../../../../ui/button.tsx';
import { Details } from '../../../../ui/details.tsx';
import { Form } from '../../../../ui/form.tsx';
import { Section } from '../../../../ui/page-head.tsx';
import { deskOf } from '../../desks.ts';
import { stateOf } from '../../rules.ts';
import { ByHand } from './by-hand.tsx';
import type { Desk, Returned } from './desk.ts';

/**
 * What the rulebook lets the officer at work do now, and for what it does not, why. Everybody else has been told who works on
 * it; and while requirements wait for a verdict, these are the next step.
 */
export function NextStep({
  desk,
  returned,
}: {
  readonly desk: Desk;
  readonly returned: Returned | undefined;
}) {
  const state = stateOf(desk.chosen);
  const judging =
    state === 'verification/office' && desk.requirements.some(({ current }) => !current);
  if (desk.hand !== 'mine' || state === 'over' || judging) return null;
  return (
    <Section title={desk.visit.t('dossiers.desk.next.title')} id="langkah">
      <ForHandler desk={desk} state={state} returned={returned} />
    </Section>
  );
}

function ForHandler({
  desk,
  state,
  returned,
}: {
  desk: Desk;
  state: string;
  returned: Returned | undefined;
}) {
  const { t } = desk.visit;
  if (state.endsWith('/applicant')) return <p>{t('dossiers.desk.next.waits')}</p>;
  if (state === 'verification/office') return <Verification desk={desk} />;
  const kind = deskOf(desk.chosen.step_kind);
  const why = kind && desk.why(`record_${kind}`);
  if (!kind) return null;
  return why ? (
    <Why why={why} desk={desk} />
  ) : (
    <AfterMeeting desk={desk} returned={returned?.form === 'hasil' ? returned : undefined} />
  );
}

/** Letter or completion: exactly one of them is possible once everything has its verdict. */
function Verification({ desk }: { readonly desk: Desk }) {
  const { t } = desk.visit;
  const letter = desk.why('request_correction');
  const complete = desk.why('complete_verification');
  if (letter && complete) return <Why why={complete} desk={desk} />;
  if (!letter)
    return (
      <>
        <p>{t('dossiers.desk.next.faulty')}</p>
        <LinkButton href={`${desk.path}/surat?permohonan=${desk.chosen.id}`}>
          {t('dossiers.desk.next.preview_letter')}
        </LinkButton>
      </>
    );
  return (
    <Form action={`${desk.path}/lengkap`}>
      <input type="hidden" name="kunci" value={newId()} />
      <input type="hidden" name="permohonan" value={desk.chosen.id} />
      <p>{t('dossiers.desk.next.all_accepted')}</p>
      <SubmitButton>{t('dossiers.desk.next.complete')}</SubmitButton>
    </Form>
  );
}

function Why({ why, desk }: { readonly why: Reason; readonly desk: Desk }) {
  return <p class="sl-quiet">{say(desk.visit.t, why)}</p>;
}

/** A meeting is first given its time, by its own desk; what came out of it is recorded afterwards. */
function AfterMeeting({
  desk,
  returned,
}: {
  readonly desk: Desk;
  readonly returned: Returned | undefined;
}) {
  if (desk.chosen.step_kind !== 'meeting') return <ByHand desk={desk} returned={returned} />;
  return (
    <Details
      summary={desk.visit.t('dossiers.desk.by_hand.after_meeting')}
      open={returned ? true : undefined}
    >
      <ByHand desk={desk} returned={returned} />
    </Details>
  );
}
