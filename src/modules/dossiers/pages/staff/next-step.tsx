import { localise, type Reason, say } from '../../../../kernel/i18n.ts';
import { newId } from '../../../../kernel/ids.ts';
import { LinkButton, SubmitButton } from '../../../../ui/button.tsx';
import { Details } from '../../../../ui/details.tsx';
import { CheckboxGroup } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import { Section } from '../../../../ui/page-head.tsx';
import { deskOf } from '../../desks.ts';
import { stateOf } from '../../rules.ts';
import { ByHand } from './by-hand.tsx';
import type { Desk, Returned } from './desk.ts';
import { isJudged, type Sheet } from './sheet.ts';

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
  const ready = readyAt(desk).length > 0;
  const judging = state === 'verification/office' && !ready;
  // The last step has a part of its own, and what has ended has none.
  const isElsewhere = state === 'over' || desk.chosen.step_kind === 'delivery';
  if (desk.hand !== 'mine' || judging || (isElsewhere && !ready)) return null;
  return (
    <Section title={desk.visit.t('dossiers.desk.next.title')} id="langkah">
      {ready ? <Verification desk={desk} /> : null}
      {isElsewhere ? null : <ForHandler desk={desk} state={state} returned={returned} />}
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
  if (state === 'verification/office') return null;
  const kind = deskOf(desk.chosen.step_kind);
  const why = kind && desk.why(`record_${kind}`);
  if (!kind) return null;
  return why ? (
    <Why why={why} desk={desk} />
  ) : (
    <AfterMeeting desk={desk} returned={returned?.form === 'hasil' ? returned : undefined} />
  );
}

/** The applications at the first desk in which every requirement has its verdict. */
const readyAt = ({ sheets }: Desk) =>
  sheets.filter((sheet) => isJudged(sheet) && sheet.requirements.every(({ current }) => current));

/**
 * Letter or completion, for each application the one that is possible once everything in it has its verdict. What is complete
 * may go on without waiting for the others; the officer decides.
 */
function Verification({ desk }: { readonly desk: Desk }) {
  const { t } = desk.visit;
  const ready = readyAt(desk);
  const faulty = ready.filter((sheet) => !sheet.why('request_correction'));
  const complete = ready.filter((sheet) => !sheet.why('complete_verification'));
  const open = desk.sheets.filter((sheet) => isJudged(sheet) && !ready.includes(sheet));
  if (faulty.length + complete.length === 0) {
    const isHere = ready.some(({ application }) => application.id === desk.chosen.id);
    const why = isHere ? desk.why('complete_verification') : undefined;
    return why ? <Why why={why} desk={desk} /> : null;
  }
  return (
    <>
      {open.length > 0 ? (
        <p class="sl-quiet">{t('dossiers.desk.next.open', { services: named(desk, open) })}</p>
      ) : null}
      {faulty.length > 0 ? (
        <>
          <p>
            {desk.sheets.length > 1
              ? t('dossiers.desk.next.faulty_in', { services: named(desk, faulty) })
              : t('dossiers.desk.next.faulty')}
          </p>
          <LinkButton
            href={`${desk.path}/surat?permohonan=${desk.chosen.id}`}
            kind={open.length > 0 ? 'secondary' : 'primary'}
          >
            {t('dossiers.desk.next.preview_letter')}
          </LinkButton>
        </>
      ) : null}
      {complete.length > 0 ? (
        <Complete desk={desk} complete={complete} quiet={faulty.length > 0} />
      ) : null}
    </>
  );
}

function Complete(props: {
  readonly desk: Desk;
  readonly complete: readonly Sheet[];
  readonly quiet: boolean;
}) {
  const { desk, complete, quiet } = props;
  const { t, page: ctx } = desk.visit;
  return (
    <Form action={`${desk.path}/lengkap`}>
      <input type="hidden" name="kunci" value={newId()} />
      {desk.sheets.length > 1 ? (
        <CheckboxGroup
          ctx={ctx}
          name="permohonan"
          label={t('dossiers.desk.next.complete_which')}
          optional="unmarked"
          values={complete.map(({ application }) => application.id)}
          choices={complete.map((sheet) => ({
            value: sheet.application.id,
            label: named(desk, [sheet]),
          }))}
        />
      ) : (
        <>
          <input type="hidden" name="permohonan" value={desk.chosen.id} />
          <p>{t('dossiers.desk.next.all_accepted')}</p>
        </>
      )}
      <p class="sl-quiet">{t('dossiers.desk.next.let_go')}</p>
      <SubmitButton kind={quiet ? 'secondary' : 'primary'}>
        {t('dossiers.desk.next.complete')}
      </SubmitButton>
    </Form>
  );
}

const named = ({ visit }: Desk, sheets: readonly Sheet[]) =>
  sheets.map(({ definition }) => localise(definition.name, visit.lang).text).join(', ');

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
