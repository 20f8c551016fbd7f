import { formatWhen } from '../../../../kernel/clocks/index.ts';
import { Button, ButtonRow, LinkButton, SubmitButton } from '../../../../ui/button.tsx';
import { BarChart } from '../../../../ui/charts.tsx';
import { DescriptionList } from '../../../../ui/description-list.tsx';
import { PageHead, Section } from '../../../../ui/page-head.tsx';
import { Progress } from '../../../../ui/progress.tsx';
import { StaffPage } from '../../../../ui/staff-layout.tsx';
import { Table } from '../../../../ui/table.tsx';
import { Tag } from '../../../../ui/tag.tsx';
import type { Visit } from '../../../../web/visit.ts';
import { staffNav } from '../../../dossiers/index.ts';
import type { Localised } from '../../../offices/index.ts';
import { TESTED_BY } from '../../rules.ts';
import { byKind, byTrainee, type Result, type TraineeResult } from '../../training/results.ts';
import type { SessionRow, Trainee } from '../../training/training.sql.ts';
import { hallOf } from './who.ts';
import { minutes } from './words.ts';

/** A class with everybody in it and how far they are. */
export interface ClassView {
  readonly session: SessionRow;
  readonly trainees: readonly Trainee[];
  readonly results: readonly Result[];
  /** What a requirement of a made-up case is called. */
  readonly requirementOf: (made: Result['made'], key: string) => Localised | undefined;
}

/** The trainer's page: how to come in, who is how far, and what was missed. Made to be printed, too. */
export function ClassPage(props: {
  readonly visit: Visit;
  readonly view: ClassView;
  readonly link: string;
  /** For how many days results are kept. */
  readonly keptDays: number;
}) {
  const { visit, view, link } = props;
  const { t, page: ctx, office, lang, now } = visit;
  const { session } = view;
  const here = `${hallOf(office.slug)}/kelas/${session.id}`;
  const isOpen = session.ends_at !== null && session.ends_at > now;
  const until = new Date(session.opened_at.getTime() + props.keptDays * 86_400_000);
  const at = (moment: Date | null) => moment && formatWhen(moment, office.timeZone, lang, 'short');
  return (
    <StaffPage
      ctx={ctx}
      title={session.name}
      nav={staffNav(visit, 'latihan')}
      scripts={['live.js', 'print.js']}
    >
      <PageHead
        title={session.name}
        actions={
          isOpen ? (
            <form method="post" action={`${here}/akhiri`}>
              <SubmitButton kind="secondary">{t('practice.class.end')}</SubmitButton>
            </form>
          ) : null
        }
      />
      <DescriptionList
        items={[
          {
            term: t('practice.class.code'),
            value: isOpen ? <strong class="sl-code">{session.code}</strong> : null,
          },
          { term: t('practice.class.link'), value: isOpen ? <a href={link}>{link}</a> : null },
          { term: t('practice.class.trainer'), value: session.trainer_name },
          {
            term: isOpen ? t('practice.class.until') : t('practice.class.ended'),
            value: at(session.ends_at),
          },
          {
            term: t('practice.class.set'),
            value: t('practice.class.set_words', {
              dossiers: session.dossiers,
              difficulty: t(`practice.difficulty.${session.difficulty}`),
              seed: session.seed,
            }),
          },
        ]}
      />
      <sl-live src={`${here}/potongan`} topic="kantor">
        <ClassProgress visit={visit} view={view} />
      </sl-live>
      <p class="sl-meta">
        {t('practice.class.kept', { date: formatWhen(until, office.timeZone, lang, 'day') })}
      </p>
      <ButtonRow>
        <LinkButton kind="secondary" href={`${here}/hasil.xlsx`} download>
          {t('practice.file.download_xlsx')}
        </LinkButton>
        <LinkButton kind="secondary" href={`${here}/hasil.csv`} download>
          {t('practice.file.download_csv')}
        </LinkButton>
        <sl-print hidden>
          <Button type="button" kind="secondary">
            {t('practice.class.print')}
          </Button>
        </sl-print>
      </ButtonRow>
    </StaffPage>
  );
}

/** Who is how far; fetched anew while the class works. */
export function ClassProgress({
  visit,
  view,
}: {
  readonly visit: Visit;
  readonly view: ClassView;
}) {
  const { t, page: ctx } = visit;
  const { session, trainees, results } = view;
  const wanted = trainees.length * session.dossiers;
  const rows = byTrainee(trainees, results);
  const kinds = byKind(results);
  return (
    <div class="sl-flow">
      <Section title={t('practice.class.trainees')}>
        {results.length < wanted ? (
          <Progress
            id="siap"
            label={t('practice.class.preparing', { dealt: results.length, all: wanted })}
            value={results.length}
            max={wanted}
          />
        ) : null}
        <Table
          ctx={ctx}
          caption={t('practice.class.trainees')}
          captionHidden
          rows={rows}
          empty={<p class="sl-quiet">{t('practice.class.trainees_none')}</p>}
          columns={[
            {
              key: 'name',
              head: t('practice.class.trainees'),
              rowHead: true,
              cell: ({ trainee }) => trainee.name,
            },
            {
              key: 'decided',
              head: t('practice.column.state'),
              cell: (row) => <HowFar visit={visit} row={row} view={view} />,
            },
            {
              key: 'found',
              head: t('practice.class.found'),
              numeric: true,
              cell: ({ found, planted }) => `${found}/${planted}`,
            },
            {
              key: 'missed',
              head: t('practice.class.missed'),
              numeric: true,
              cell: ({ missed }) => String(missed),
            },
            {
              key: 'needless',
              head: t('practice.class.needless'),
              numeric: true,
              cell: ({ needless }) => String(needless),
            },
            {
              key: 'took',
              head: t('practice.class.took'),
              cell: ({ took, decided }) => (decided > 0 ? minutes(visit, took) : '–'),
            },
          ]}
        />
      </Section>
      <Section title={t('practice.class.kinds')}>
        {kinds.length === 0 ? (
          <p class="sl-quiet">{t('practice.class.kinds_none')}</p>
        ) : (
          <BarChart
            caption={t('practice.class.kinds_caption')}
            labelHead={t('practice.class.kind')}
            valueHead={t('practice.class.missed')}
            bars={kinds.map(({ kind, missed, planted }) => ({
              label: t(`practice.fault.${kind}`),
              value: missed,
              text: t('practice.class.missed_of', { missed, planted }),
            }))}
          />
        )}
      </Section>
    </div>
  );
}

/** All dossiers of the class without a mistake, and enough of them. */
export const isTested = (
  { session }: Pick<ClassView, 'session'>,
  { decided, missed, needless }: TraineeResult,
): boolean =>
  session.dossiers >= TESTED_BY && decided === session.dossiers && missed === 0 && needless === 0;

function HowFar({
  visit,
  row,
  view,
}: {
  readonly visit: Visit;
  readonly row: TraineeResult;
  readonly view: ClassView;
}) {
  const { t } = visit;
  const begun = view.results.find(
    ({ exercise, state }) => state === 'begun' && exercise.person_id === row.trainee.person_id,
  );
  return (
    <>
      {t('practice.class.progress', { decided: row.decided, all: view.session.dossiers })}
      {isTested(view, row) ? (
        <>
          {' '}
          <Tag tone="success">{t('practice.level.tested')}</Tag>
        </>
      ) : null}
      {begun ? (
        <span class="sl-quiet"> · {t('practice.class.working', { judged: begun.judged })}</span>
      ) : null}
    </>
  );
}
