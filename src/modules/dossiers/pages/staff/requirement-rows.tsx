import { localise } from '../../../../kernel/i18n.ts';
import { Alert } from '../../../../ui/alert.tsx';
import { When } from '../../../../ui/dates.tsx';
import { Details } from '../../../../ui/details.tsx';
import type { VerdictView } from '../../reading/dossier.sql.ts';
import { type Desk, deskHref, type RequirementView, type Returned, rowId } from './desk.ts';
import type { Sheet } from './sheet.ts';
import { VerdictForm } from './verdict-form.tsx';
import { stateWords, VerdictTag } from './words.tsx';

/** One of several applications. What has ended is folded away, so that what is to be done is seen. */
export function Sibling(props: {
  desk: Desk;
  sheet: Sheet;
  selected: RequirementView;
  returned: Returned | undefined;
}) {
  const { desk, sheet, selected } = props;
  const { t, lang } = desk.visit;
  const name = localise(sheet.definition.name, lang).text;
  const state = <span class="sl-meta">{stateWords(t, sheet.application)}</span>;
  if (sheet.application.outcome !== null && !sheet.requirements.includes(selected))
    return (
      <Details
        summary={
          <>
            {name} {state}
          </>
        }
      >
        <Rows {...props} />
      </Details>
    );
  return (
    <>
      <h3 class="ds-heading" data-size="2xs">
        {name} {state}
      </h3>
      <Rows {...props} />
    </>
  );
}

/** The requirements of an application, one line each; the one that is looked at says more. */
export function Rows(props: {
  desk: Desk;
  sheet: Sheet | undefined;
  selected: RequirementView;
  returned: Returned | undefined;
}) {
  const { desk, sheet, selected, returned } = props;
  if (!sheet || sheet.requirements.length === 0) return null;
  return (
    <ol class="sl-rows">
      {sheet.requirements.map((view) => (
        <Row
          desk={desk}
          application={sheet.application.id}
          view={view}
          selected={view === selected}
          returned={returned}
        />
      ))}
    </ol>
  );
}

function Row(props: {
  desk: Desk;
  application: string;
  view: RequirementView;
  selected: boolean;
  returned: Returned | undefined;
}) {
  const { desk, application, view, selected, returned } = props;
  const { t, lang } = desk.visit;
  const { key, name, required, original } = view.requirement;
  const id = rowId(desk, application, key);
  return (
    <li id={id} aria-current={selected ? 'true' : undefined}>
      <p>
        {selected ? (
          <strong>{localise(name, lang).text}</strong>
        ) : (
          <a href={deskHref(desk, { permohonan: application, syarat: key }, id)}>
            {localise(name, lang).text}
          </a>
        )}{' '}
        <VerdictTag t={t} verdict={view.current?.verdict ?? null} />
      </p>
      {selected ? (
        <div class="sl-flow">
          <p class="sl-meta">
            {required ? t('dossiers.form.required') : t('dossiers.form.not_required')}
            {original ? ` · ${t('dossiers.form.bring_original')}` : ''}
          </p>
          {view.excuse ? (
            <Alert title={t('dossiers.desk.excuse')} level={3}>
              {view.excuse}
            </Alert>
          ) : null}
          {view.before ? <Said desk={desk} verdict={view.before} /> : null}
          {desk.hand === 'mine' && !desk.why('judge') ? (
            <VerdictForm
              desk={desk}
              view={view}
              returned={returned?.form === 'penilaian' ? returned : undefined}
            />
          ) : view.current ? (
            <Said desk={desk} verdict={view.current} />
          ) : null}
        </div>
      ) : null}
    </li>
  );
}

/** What an officer said in a round. */
function Said({ desk, verdict }: { readonly desk: Desk; readonly verdict: VerdictView }) {
  const { t, lang, office } = desk.visit;
  const reason = desk.reasons.find(({ code }) => code === verdict.reason_code);
  return (
    <p class="sl-meta">
      {t('dossiers.desk.round', { round: verdict.round })}:{' '}
      {t(`dossiers.desk.verdict.${verdict.verdict}`)}
      {verdict.reason_code
        ? `, ${reason ? localise(reason.label, lang).text : verdict.reason_code}`
        : ''}
      {verdict.note ? ` – ${verdict.note}` : ''} ({verdict.by_name},{' '}
      <When at={verdict.at} tz={office.timeZone} lang={lang} style="short" />)
    </p>
  );
}
