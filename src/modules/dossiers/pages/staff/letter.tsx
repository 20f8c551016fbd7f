import type { House } from '../../../../kernel/house.ts';
import { localise, reason, say } from '../../../../kernel/i18n.ts';
import { newId } from '../../../../kernel/ids.ts';
import { Alert } from '../../../../ui/alert.tsx';
import { ButtonRow, LinkButton, SubmitButton } from '../../../../ui/button.tsx';
import { Card } from '../../../../ui/card.tsx';
import { When } from '../../../../ui/dates.tsx';
import { PageHead } from '../../../../ui/page-head.tsx';
import { StaffPage } from '../../../../ui/staff-layout.tsx';
import { answerByOf } from '../../verification/letter.ts';
import { type Desk, deskHref } from './desk.ts';
import { staffNav } from './nav.ts';
import { isJudged, type Sheet } from './sheet.ts';

/** The one deficiency letter as it will go out: everything faulty at once, each with what to do, and by when. */
export async function letterPage(house: House, desk: Desk): Promise<Response> {
  const { visit, dossier } = desk;
  const { t, lang, page: ctx } = visit;
  const sheets = desk.sheets.filter((sheet) => !sheet.why('request_correction'));
  const open = desk.sheets.filter(
    (sheet) => isJudged(sheet) && sheet.requirements.some(({ current }) => !current),
  );
  const why =
    sheets.length === 0
      ? (desk.why('request_correction') ?? reason('dossiers.guard.state'))
      : undefined;
  const answerBy = await answerByOf(house.db, desk.who.office, visit.now);
  return visit.html(
    <StaffPage ctx={ctx} title={t('dossiers.desk.letter.title')} nav={staffNav(visit, undefined)}>
      <PageHead
        meta={<span class="sl-code">{dossier.number}</span>}
        title={t('dossiers.desk.letter.title')}
        lead={t('dossiers.desk.letter.lead', { name: dossier.full_name })}
      />
      {open.length > 0 && !why ? (
        <Alert kind="warning">
          {t('dossiers.desk.letter.open', {
            services: open.map(({ definition }) => localise(definition.name, lang).text).join(', '),
          })}
        </Alert>
      ) : null}
      {why ? (
        <Alert kind="warning">{say(t, why)}</Alert>
      ) : (
        <Card title={t('dossiers.desk.letter.title')} meta={dossier.full_name}>
          <p>{t('dossiers.desk.letter.intro')}</p>
          {sheets.map((sheet) => (
            <>
              <h3 class="ds-heading" data-size="2xs">
                {localise(sheet.definition.name, lang).text}
              </h3>
              <Faulty desk={desk} sheet={sheet} />
            </>
          ))}
          <p>
            {t('dossiers.desk.letter.answer_by')}{' '}
            <strong>
              <When at={new Date(`${answerBy}T12:00:00Z`)} tz="UTC" lang={lang} style="date" />
            </strong>
          </p>
          <p class="sl-quiet">{t('dossiers.desk.letter.clock')}</p>
        </Card>
      )}
      {why ? (
        <LinkButton href={deskHref(desk, {})}>{t('dossiers.desk.letter.back')}</LinkButton>
      ) : (
        <form method="post" action={`${desk.path}/surat`}>
          <input type="hidden" name="kunci" value={newId()} />
          {sheets.map(({ application }) => (
            <input type="hidden" name="permohonan" value={application.id} />
          ))}
          <ButtonRow>
            <SubmitButton>{t('dossiers.desk.letter.send')}</SubmitButton>
            <LinkButton href={deskHref(desk, {})} kind="secondary">
              {t('dossiers.desk.letter.back')}
            </LinkButton>
          </ButtonRow>
        </form>
      )}
    </StaffPage>,
  );
}

/** What is faulty in one application: what is wrong, what to do, and the officer's note. */
function Faulty({ desk, sheet }: { readonly desk: Desk; readonly sheet: Sheet }) {
  const { t, lang } = desk.visit;
  return (
    <ol class="sl-rows">
      {sheet.requirements
        .filter(({ current }) => current && current.verdict !== 'accepted')
        .map(({ requirement, current }) => {
          const why = desk.reasons.find(({ code }) => code === current?.reason_code);
          return (
            <li>
              <strong>{localise(requirement.name, lang).text}</strong>
              <br />
              {why
                ? `${localise(why.label, lang).text}. ${localise(why.advice, lang).text}`
                : t('dossiers.desk.letter.missing')}
              {current?.note ? (
                <>
                  <br />
                  {t('dossiers.desk.letter.note', { note: current.note })}
                </>
              ) : null}
            </li>
          );
        })}
    </ol>
  );
}
