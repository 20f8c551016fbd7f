import type { House } from '../../../../kernel/house.ts';
import { isMessageKey, localise, type Translate } from '../../../../kernel/i18n.ts';
import { Section } from '../../../../ui/page-head.tsx';
import { Timeline } from '../../../../ui/timeline.tsx';
import { type DiaryEntry, diaryOf } from '../../reading/diary.ts';
import { progressOf } from '../../reading/progress.ts';
import { stepResultsOf } from '../../steps/steps.sql.ts';
import type { Desk } from './desk.ts';
import { eventWords } from './words.tsx';

/** The route with what is done and what follows, and below it everything that happened, as the ledger has it. */
export async function DiaryPart({ house, desk }: { readonly house: House; readonly desk: Desk }) {
  const { visit, definition } = desk;
  const { t, lang, page: ctx, office } = visit;
  const entries = await diaryOf(house.db, house, office.id, desk.dossier);
  const results = await stepResultsOf(house.db, office.id, desk.chosen.id);
  const proofOf = (step: string) => results.findLast((row) => row.step === step)?.proof_version;
  return (
    <Section title={t('dossiers.desk.diary.title')} id="riwayat">
      <Timeline
        ctx={ctx}
        tz={office.timeZone}
        label={t('dossiers.desk.diary.route')}
        steps={progressOf(definition, desk.chosen).map(({ step, state }) => ({
          title: localise(step.name, lang).text,
          state,
          note: proofOf(step.key) ? (
            <a
              href={`${desk.path}/unduh/${proofOf(step.key)}`}
              download
              aria-label={t('dossiers.page.see_proof_of', { step: localise(step.name, lang).text })}
            >
              {t('dossiers.page.see_proof')}
            </a>
          ) : undefined,
        }))}
      />
      <h3 class="ds-heading" data-size="2xs">
        {t('dossiers.desk.diary.events')}
      </h3>
      <Timeline
        ctx={ctx}
        tz={office.timeZone}
        label={t('dossiers.desk.diary.events')}
        steps={entries.map((entry) => ({
          title: eventWords(t, entry.kind),
          state: 'done',
          at: entry.at,
          note: <Note desk={desk} entry={entry} />,
        }))}
      />
    </Section>
  );
}

/** That an officer did it for the applicant, and which way that one had come. */
function onBehalfWords(t: Translate, channel: string): string {
  const key = `dossiers.channel.${channel}`;
  return t('dossiers.desk.diary.on_behalf', { channel: isMessageKey(key) ? t(key) : channel });
}

function Note({ desk, entry }: { readonly desk: Desk; readonly entry: DiaryEntry }) {
  const { t, lang } = desk.visit;
  const requirement = desk.definition.requirements.find(
    ({ key }) => key === entry.data['requirement'],
  );
  const verdict = entry.data['verdict'];
  const judged =
    requirement && (verdict === 'accepted' || verdict === 'deficient' || verdict === 'missing')
      ? `${localise(requirement.name, lang).text}: ${t(`dossiers.desk.verdict.${verdict}`)}`
      : undefined;
  const reference =
    typeof entry.data['reference'] === 'string'
      ? t('dossiers.desk.diary.proof', { proof: entry.data['reference'] })
      : undefined;
  const outOfOrder =
    entry.kind === 'dossier.taken' && entry.data['in_order'] === false
      ? t('dossiers.desk.diary.out_of_order')
      : undefined;
  return (
    <>
      <span class="sl-meta">
        {entry.actorName ?? t('dossiers.desk.diary.house')}
        {entry.onBehalf ? `, ${onBehalfWords(t, entry.onBehalf)}` : null}
      </span>
      {[judged, reference, outOfOrder, entry.text].filter(Boolean).map((words) => (
        <p>{words}</p>
      ))}
    </>
  );
}
