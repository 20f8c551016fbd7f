import type { House } from '../../../../kernel/house.ts';
import { say } from '../../../../kernel/i18n.ts';
import { SubmitButton } from '../../../../ui/button.tsx';
import { ErrorSummary } from '../../../../ui/error-summary.tsx';
import { DateField } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import { Table } from '../../../../ui/table.tsx';
import type { Route } from '../../../../web/route.ts';
import type { Visit } from '../../../../web/visit.ts';
import { findWithoutTask } from '../looks.sql.ts';
import { LINES } from '../question.ts';
import { askingOf, auditHref, mayAudit, noteSearch, placeIn } from './asking.ts';
import { AuditPage, Onward } from './frame.tsx';
import { lookColumns } from './looks.tsx';

const PATH = '/tanpa-tugas';

/** Dossiers that somebody read without a task for them, with the reason they gave. */
export function withoutTaskRoutes(house: House): Route[] {
  return [
    {
      method: 'GET',
      path: `/:office/petugas/audit${PATH}`,
      access: mayAudit,
      handle: (visit) => page(house, visit),
    },
  ];
}

async function page(house: House, visit: Visit): Promise<Response> {
  const { t, page: ctx } = visit;
  const asking = await askingOf(house, visit, []);
  const errors = asking.ok ? {} : asking.errors;
  const { dari, sampai } = asking.asked;
  const after = placeIn(visit);
  const found = asking.ok
    ? await findWithoutTask(house.db, asking.question, after, LINES)
    : { rows: [], reached: undefined };
  if (asking.ok) await noteSearch(house, visit, 'tanpa-tugas', { dari, sampai });
  const error = (name: string) => errors[name] && say(t, errors[name]);
  return visit.html(
    <AuditPage visit={visit} path={PATH} lead={t('reports.audit.without_task_lead')}>
      <ErrorSummary
        ctx={ctx}
        errors={Object.entries(errors).map(([field, why]) => ({ field, message: say(t, why) }))}
      />
      <Form method="get" action={auditHref(visit, PATH, {})} inline>
        <DateField
          ctx={ctx}
          name="dari"
          label={t('reports.period.from')}
          value={dari}
          optional="unmarked"
          error={error('dari')}
        />
        <DateField
          ctx={ctx}
          name="sampai"
          label={t('reports.period.to')}
          value={sampai}
          optional="unmarked"
          error={error('sampai')}
        />
        <SubmitButton>{t('reports.audit.search')}</SubmitButton>
      </Form>
      <Table
        ctx={ctx}
        caption={t('reports.audit.without_task')}
        captionHidden
        columns={lookColumns(visit)}
        rows={found.rows}
        empty={<p class="sl-quiet">{t('reports.audit.nothing')}</p>}
      />
      <Onward
        visit={visit}
        path={PATH}
        asked={{ dari, sampai }}
        isLater={after !== undefined}
        reached={found.reached}
        isFull={found.rows.length === LINES}
      />
    </AuditPage>,
    asking.ok ? 200 : 422,
  );
}
