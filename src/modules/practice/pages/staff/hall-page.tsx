import { type FormInput, one } from '../../../../kernel/forms.ts';
import { newId } from '../../../../kernel/ids.ts';
import { LinkButton, SubmitButton } from '../../../../ui/button.tsx';
import { Empty } from '../../../../ui/empty.tsx';
import { TextField } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import { Columns, PageHead, Section } from '../../../../ui/page-head.tsx';
import { Progress } from '../../../../ui/progress.tsx';
import { StaffPage } from '../../../../ui/staff-layout.tsx';
import { Table } from '../../../../ui/table.tsx';
import { Tag } from '../../../../ui/tag.tsx';
import type { Visit } from '../../../../web/visit.ts';
import { staffNav } from '../../../dossiers/index.ts';
import type { OfficeService } from '../../../offices/index.ts';
import { TESTED_BY } from '../../rules.ts';
import type { waitingSessions } from '../../training/exercises.sql.ts';
import { levelsOf } from '../../training/levels.ts';
import type { Result } from '../../training/results.ts';
import type { classesOf } from '../../training/training.sql.ts';
import { ChoiceFields, type Errors } from './choice-form.tsx';
import { ClassList } from './class-list.tsx';
import { hallOf } from './who.ts';
import { stateOf, tallyWords } from './words.ts';

interface Mine {
  readonly visit: Visit;
  readonly results: readonly Result[];
  readonly waiting: Awaited<ReturnType<typeof waitingSessions>>;
}

/** The hall of a practice office. `classes` is undefined for whoever trains nobody. */
export function HallPage(
  props: Mine & {
    readonly services: readonly OfficeService[];
    readonly classes: Awaited<ReturnType<typeof classesOf>> | undefined;
    readonly input: FormInput;
    readonly errors: Errors;
    /** For how many days results are kept. */
    readonly keptDays: number;
  },
) {
  const { visit, services, classes, input, errors } = props;
  const { t, page: ctx, office } = visit;
  const here = hallOf(office.slug);
  return (
    <StaffPage
      ctx={ctx}
      title={t('practice.hall.title')}
      nav={staffNav(visit, 'latihan')}
      scripts={['live.js']}
    >
      <PageHead title={t('practice.hall.title')} lead={t('practice.hall.lead')} />
      {classes === undefined ? null : <ClassList visit={visit} classes={classes} />}
      <Section
        title={t('practice.hall.mine')}
        actions={
          <LinkButton kind="tertiary" size="sm" href={`${here}/pesan`}>
            {t('practice.hall.outbox')}
          </LinkButton>
        }
      >
        <sl-live src={`${here}/potongan`} topic="saya">
          <MyExercises {...props} />
        </sl-live>
        <p class="sl-meta">{t('practice.hall.kept', { days: props.keptDays })}</p>
      </Section>
      <Columns
        even
        main={
          <Section title={t('practice.hall.alone')}>
            <Form action={`${here}/sendiri`}>
              <input type="hidden" name="kunci" value={newId()} />
              <ChoiceFields visit={visit} services={services} input={input} errors={errors} />
              <SubmitButton>{t('practice.hall.prepare')}</SubmitButton>
            </Form>
          </Section>
        }
        aside={
          <Section title={t('practice.hall.join')}>
            <Form action={`${here}/ikut`}>
              <TextField
                ctx={ctx}
                name="kode"
                label={t('practice.door.code')}
                value={one(input, 'kode')}
                error={errors.kode}
                autocomplete="off"
                size={8}
                maxLength={12}
              />
              <SubmitButton kind="secondary">{t('practice.hall.join')}</SubmitButton>
            </Form>
          </Section>
        }
      />
    </StaffPage>
  );
}

/** What waits to be dealt, and what was dealt; fetched anew when something changes. */
export function MyExercises({ visit, results, waiting }: Mine) {
  const { t, page: ctx, office } = visit;
  return (
    <>
      {waiting.map(({ id, name, dossiers, dealt }) => (
        <div class="sl-flow" role="status">
          <Progress
            id={`siap-${id}`}
            label={t('practice.hall.preparing', { name })}
            value={dealt}
            max={dossiers}
            text={t('practice.hall.preparing_text', { dealt, all: dossiers })}
          />
          <p class="sl-meta">{t('practice.hall.reload')}</p>
        </div>
      ))}
      <Table
        ctx={ctx}
        caption={t('practice.hall.mine')}
        captionHidden
        rows={results}
        empty={
          waiting.length > 0 ? (
            <span />
          ) : (
            <Empty title={t('practice.hall.mine_none')} text={t('practice.hall.mine_none_text')} />
          )
        }
        columns={[
          {
            key: 'dossier',
            head: t('practice.column.dossier'),
            rowHead: true,
            cell: ({ exercise }) => (
              <>
                <span class="sl-number">{exercise.number}</span> {exercise.full_name}
              </>
            ),
          },
          {
            key: 'state',
            head: t('practice.column.state'),
            cell: (result) => stateOf(visit, result),
          },
          {
            key: 'result',
            head: t('practice.column.result'),
            cell: (result) => (result.state === 'decided' ? tallyWords(visit, result.tally) : '–'),
          },
          {
            key: 'act',
            head: t('practice.column.act'),
            cell: (result) => <Act visit={visit} result={result} here={hallOf(office.slug)} />,
          },
        ]}
      />
      <Levels visit={visit} results={results} />
    </>
  );
}

/** How the trainee stands at each level; shown once something was decided. */
function Levels({ visit, results }: Pick<Mine, 'visit' | 'results'>) {
  const { t, page: ctx } = visit;
  const levels = levelsOf(results);
  if (levels.every(({ decided }) => decided === 0)) return null;
  return (
    <>
      <Table
        ctx={ctx}
        caption={t('practice.level.title')}
        rows={levels}
        columns={[
          {
            key: 'level',
            head: t('practice.form.difficulty'),
            rowHead: true,
            cell: ({ difficulty }) => t(`practice.difficulty.${difficulty}`),
          },
          {
            key: 'decided',
            head: t('practice.file.decided'),
            numeric: true,
            cell: ({ decided }) => String(decided),
          },
          {
            key: 'found',
            head: t('practice.class.found'),
            numeric: true,
            cell: ({ found, planted }) => `${found}/${planted}`,
          },
          {
            key: 'needless',
            head: t('practice.class.needless'),
            numeric: true,
            cell: ({ needless }) => String(needless),
          },
          {
            key: 'stands',
            head: t('practice.level.stands'),
            cell: ({ tested, decided }) =>
              tested ? (
                <Tag tone="success">{t('practice.level.tested')}</Tag>
              ) : (
                t(decided > 0 ? 'practice.level.practising' : 'practice.level.not_yet')
              ),
          },
        ]}
      />
      <p class="sl-meta">{t('practice.level.rule', { count: TESTED_BY })}</p>
    </>
  );
}

function Act({
  visit,
  result,
  here,
}: {
  readonly visit: Visit;
  readonly result: Result;
  readonly here: string;
}) {
  const { t } = visit;
  const { exercise, state } = result;
  const place = `${here}/berkas/${exercise.dossier_id}`;
  if (state === 'decided')
    return (
      <a href={place}>
        {t('practice.hall.feedback')}
        <span class="ds-sr-only"> {exercise.number}</span>
      </a>
    );
  const words = t(state === 'begun' ? 'practice.hall.go_on' : 'practice.hall.work');
  return (
    <form method="post" action={`${place}/kerjakan`}>
      <SubmitButton kind="secondary" size="sm" label={`${words} ${exercise.number}`}>
        {words}
      </SubmitButton>
    </form>
  );
}
