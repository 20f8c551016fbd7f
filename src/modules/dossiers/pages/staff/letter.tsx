import type { House } from '../../../../kernel/house.ts';
import { localise, say } from '../../../../kernel/i18n.ts';
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

/** The one deficiency letter as it will go out: everything faulty at once, each with what to do, and by when. */
export async function letterPage(house: House, desk: Desk): Promise<Response> {
  const { visit, dossier, definition } = desk;
  const { t, lang, page: ctx } = visit;
  const why = desk.why('request_correction');
  const answerBy = await answerByOf(house.db, desk.who.office, visit.now);
  const faulty = desk.requirements.filter(
    ({ current }) => current && current.verdict !== 'accepted',
  );
  return visit.html(
    <StaffPage ctx={ctx} title={t('dossiers.desk.letter.title')} nav={staffNav(visit, undefined)}>
      <PageHead
        meta={<span class="sl-code">{dossier.number}</span>}
        title={t('dossiers.desk.letter.title')}
        lead={t('dossiers.desk.letter.lead', { name: dossier.full_name })}
      />
      {why ? (
        <Alert kind="warning">{say(t, why)}</Alert>
      ) : (
        <Card title={localise(definition.name, lang).text} meta={dossier.full_name}>
          <p>{t('dossiers.desk.letter.intro')}</p>
          <ol class="sl-rows">
            {faulty.map(({ requirement, current }) => {
              const reason = desk.reasons.find(({ code }) => code === current?.reason_code);
              return (
                <li>
                  <strong>{localise(requirement.name, lang).text}</strong>
                  <br />
                  {reason
                    ? `${localise(reason.label, lang).text}. ${localise(reason.advice, lang).text}`
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
          <input type="hidden" name="permohonan" value={desk.chosen.id} />
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
