import { one } from '../../../../kernel/forms.ts';
import { say } from '../../../../kernel/i18n.ts';
import { newId } from '../../../../kernel/ids.ts';
import { Alert } from '../../../../ui/alert.tsx';
import { SubmitButton } from '../../../../ui/button.tsx';
import { When } from '../../../../ui/dates.tsx';
import { TextField } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import { desksOf } from '../../handling/commands.ts';
import type { Desk, Returned } from './desk.ts';

/** Whether one of its open applications stands at a desk of the visitor's. */
const worksHere = ({ applications, visit }: Desk): boolean =>
  applications.some(
    ({ outcome, step_kind: kind }) =>
      outcome === null && desksOf(visit.person.roles).includes(kind),
  );

/** Who works on it: taking it, putting it back, or why neither is possible. */
export function Handling({
  desk,
  returned,
  hasAsked,
}: {
  readonly desk: Desk;
  readonly returned: Returned | undefined;
  /** The visitor has asked its holder for it. */
  readonly hasAsked: boolean;
}) {
  const { visit, dossier } = desk;
  const { t, page: ctx, office, lang } = visit;
  switch (desk.hand) {
    case 'own':
      return (
        <Alert kind="warning" title={t('dossiers.desk.own_title')}>
          {t('dossiers.guard.own')}
        </Alert>
      );
    case 'taken':
      return (
        <Alert
          kind="info"
          title={t('dossiers.desk.taken_title', { name: dossier.handler_name ?? '' })}
        >
          <p class="ds-paragraph">
            {t('dossiers.desk.taken_text')}{' '}
            {dossier.handler_until ? (
              <>
                {t('dossiers.desk.taken_until')}{' '}
                <When at={dossier.handler_until} tz={office.timeZone} lang={lang} style="short" />.
              </>
            ) : null}
          </p>
          {worksHere(desk) && !hasAsked ? (
            <form method="post" action={`${desk.path}/minta`}>
              <input type="hidden" name="kunci" value={newId()} />
              <input type="hidden" name="permohonan" value={desk.chosen.id} />
              <SubmitButton kind="secondary" size="sm">
                {t('dossiers.wanting.ask', { name: dossier.handler_name ?? '' })}
              </SubmitButton>
            </form>
          ) : null}
        </Alert>
      );
    case 'watching':
      return (
        <Alert kind="info" title={t('dossiers.opening.open_title')}>
          <p class="ds-paragraph">
            {t('dossiers.opening.open_until')}{' '}
            {desk.until ? (
              <When at={desk.until} tz={office.timeZone} lang={lang} style="time" />
            ) : null}
          </p>
        </Alert>
      );
    case 'mine':
      return (
        <form method="post" action={`${desk.path}/lepas`}>
          <input type="hidden" name="kunci" value={newId()} />
          <SubmitButton kind="tertiary" size="sm">
            {t('dossiers.desk.release')}
          </SubmitButton>
        </form>
      );
    case 'free': {
      if (!worksHere(desk)) return null;
      const back = returned?.form === 'ambil' ? returned : undefined;
      return (
        <Form action={`${desk.path}/ambil`}>
          <input type="hidden" name="kunci" value={back ? one(back.input, 'kunci') : newId()} />
          <TextField
            ctx={ctx}
            name="alasan"
            label={t('dossiers.desk.take.reason')}
            description={t('dossiers.desk.take.reason_help')}
            optional
            value={back ? one(back.input, 'alasan') : ''}
            maxLength={500}
            autocomplete="off"
            error={back?.why && say(t, back.why)}
          />
          <SubmitButton kind={waitsForSeat(desk) ? 'secondary' : 'primary'}>
            {t('dossiers.desk.take.button')}
          </SubmitButton>
        </Form>
      );
    }
  }
}

/** All that is open waits for a meeting: giving a seat is what comes next, which needs no taking. */
const waitsForSeat = ({ applications }: Desk) =>
  applications.every(({ outcome, step_kind: kind }) => outcome !== null || kind === 'meeting');
