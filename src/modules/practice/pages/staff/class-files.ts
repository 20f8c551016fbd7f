import { formatWhen } from '../../../../kernel/clocks/index.ts';
import { localise } from '../../../../kernel/i18n.ts';
import type { Visit } from '../../../../web/visit.ts';
import { type Sheet, workbookOf } from '../../../reports/index.ts';
import { byKind, byTrainee } from '../../training/results.ts';
import { type ClassView, isTested } from './class-page.tsx';

/** The results of a class to take along: the trainees, the kinds of faults, and who missed what. */
export function sheetsOf(visit: Visit, view: ClassView): Sheet[] {
  const { session, trainees, results, requirementOf } = view;
  const { t, lang } = visit;
  const inMinutes = (milliseconds: number) => Math.round(milliseconds / 6_000) / 10;
  const nameOf = (id: string) => trainees.find((each) => each.person_id === id)?.name ?? '';
  return [
    {
      title: t('practice.class.trainees'),
      head: [
        t('practice.class.trainees'),
        t('practice.file.decided'),
        t('practice.class.planted'),
        t('practice.class.found'),
        t('practice.file.other_reason'),
        t('practice.class.missed'),
        t('practice.class.needless'),
        t('practice.file.minutes'),
        t('practice.level.stands'),
      ],
      rows: byTrainee(trainees, results).map((row) => [
        row.trainee.name,
        `${row.decided}/${session.dossiers}`,
        row.planted,
        row.found,
        row.otherReason,
        row.missed,
        row.needless,
        inMinutes(row.took),
        isTested(view, row) ? t('practice.level.tested') : '',
      ]),
    },
    {
      title: t('practice.class.kinds'),
      head: [
        t('practice.class.kind'),
        t('practice.class.planted'),
        t('practice.class.found'),
        t('practice.class.missed'),
      ],
      rows: byKind(results).map(({ kind, planted, found, missed }) => [
        t(`practice.fault.${kind}`),
        planted,
        found,
        missed,
      ]),
    },
    {
      title: t('practice.class.who_missed'),
      head: [
        t('practice.class.trainees'),
        t('practice.column.dossier'),
        t('practice.file.requirement'),
        t('practice.class.kind'),
        t('practice.column.result'),
      ],
      rows: results.flatMap(({ exercise, made, findings }) =>
        findings
          .filter(({ comparison }) => comparison === 'missed' || comparison === 'needless')
          .map(({ requirement, planted, comparison }) => [
            nameOf(exercise.person_id),
            exercise.number,
            localise(requirementOf(made, requirement) ?? { id: requirement }, lang).text,
            planted ? t(`practice.fault.${planted}`) : '',
            t(`practice.comparison.${comparison}`),
          ]),
      ),
    },
  ];
}

/** All tables as one CSV, one below the other; quoted so that no spreadsheet takes a name for a formula. */
export function csvOf(visit: Visit, view: ClassView): Response {
  const lines = sheetsOf(visit, view).flatMap(({ title, head, rows }) => [
    [title],
    head,
    ...rows,
    [],
  ]);
  const text = lines.map((line) => line.map(cell).join(',')).join('\r\n');
  return file(`\ufeff${text}`, 'text/csv; charset=utf-8', `${nameOf(view)}.csv`);
}

const cell = (value: string | number): string => {
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return `"${safe.replaceAll('"', '""')}"`;
};

export async function xlsxOf(visit: Visit, view: ClassView): Promise<Response> {
  const { office, lang } = visit;
  const { session } = view;
  const about = [
    session.name,
    `${visit.t('practice.class.trainer')}: ${session.trainer_name ?? ''}`,
    formatWhen(session.opened_at, office.timeZone, lang, 'date'),
  ];
  const bytes = await workbookOf(about, sheetsOf(visit, view), visit.now);
  return file(
    bytes,
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    `${nameOf(view)}.xlsx`,
  );
}

const nameOf = ({ session }: ClassView) =>
  `latihan-${session.opened_at.toISOString().slice(0, 10)}-${session.code ?? ''}`;

function file(body: string | Uint8Array<ArrayBuffer>, type: string, name: string): Response {
  return new Response(body, {
    headers: { 'content-type': type, 'content-disposition': `attachment; filename="${name}"` },
  });
}
