import { one } from '../../../../kernel/forms.ts';
import type { House } from '../../../../kernel/house.ts';
import { localise, reason, say } from '../../../../kernel/i18n.ts';
import { newId } from '../../../../kernel/ids.ts';
import { SubmitButton } from '../../../../ui/button.tsx';
import { TextArea } from '../../../../ui/fields.tsx';
import { Form } from '../../../../ui/form.tsx';
import { PageHead } from '../../../../ui/page-head.tsx';
import { StaffPage } from '../../../../ui/staff-layout.tsx';
import { Table } from '../../../../ui/table.tsx';
import { onceOf, type Visit } from '../../../../web/visit.ts';
import { calendarOf, serviceVersion } from '../../../offices/index.ts';
import { LEAST_REASON, openFromAbove } from '../../handling/opening.ts';
import { refuse } from '../../hold.ts';
import {
  type ApplicationView,
  applicationViews,
  type DossierRow,
} from '../../reading/dossier.sql.ts';
import { settle } from '../settle.ts';
import { officeOf } from '../who.ts';
import { type Returned, reachDossier } from './desk.ts';
import { staffNav } from './nav.ts';
import { Due, stateWords } from './words.tsx';

/** What somebody from above sees without a reason: where it stands, nobody's name; and the form that opens it for an hour. */
export async function closedPage(
  house: House,
  visit: Visit,
  dossier: DossierRow,
  returned?: Returned,
  status = 200,
): Promise<Response> {
  const { t, page: ctx, lang, office } = visit;
  const calendar = await calendarOf(house.db, await officeOf(house, visit));
  const rows: {
    application: ApplicationView;
    unit: 'working_days' | 'working_hours' | 'calendar_days';
  }[] = [];
  for (const application of await applicationViews(house.db, office.id, [dossier.id])) {
    const service = await serviceVersion(
      house.db,
      office.id,
      application.service_id,
      application.service_version,
    );
    rows.push({ application, unit: service?.definition.time.unit ?? 'working_days' });
  }
  return visit.html(
    <StaffPage ctx={ctx} title={dossier.number} nav={staffNav(visit, undefined)}>
      <PageHead
        title={<span class="sl-code">{dossier.number}</span>}
        lead={t('dossiers.opening.lead')}
      />
      <Table
        ctx={ctx}
        caption={t('dossiers.opening.status')}
        rows={rows}
        columns={[
          {
            key: 'service',
            head: t('dossiers.desk.column.service'),
            rowHead: true,
            cell: ({ application }) => localise(application.service_name, lang).text,
          },
          {
            key: 'state',
            head: t('dossiers.desk.column.state'),
            cell: ({ application }) => stateWords(t, application),
          },
          {
            key: 'due',
            head: t('dossiers.desk.column.due'),
            cell: ({ application, unit }) =>
              application.outcome ? (
                '–'
              ) : (
                <Due visit={visit} dueAt={application.due_at} unit={unit} calendar={calendar} />
              ),
          },
        ]}
      />
      <Form action={`/${office.slug}/petugas/berkas/${dossier.id}/buka`}>
        <input
          type="hidden"
          name="kunci"
          value={returned ? one(returned.input, 'kunci') : newId()}
        />
        <TextArea
          ctx={ctx}
          name="alasan"
          label={t('dossiers.opening.reason')}
          description={t('dossiers.opening.reason_help', { least: LEAST_REASON })}
          rows={3}
          maxLength={1000}
          value={returned ? one(returned.input, 'alasan') : ''}
          error={returned?.why && say(t, returned.why)}
        />
        <SubmitButton>{t('dossiers.opening.button')}</SubmitButton>
      </Form>
    </StaffPage>,
    status,
  );
}

/** POST …/buka */
export async function openIt(house: House, visit: Visit): Promise<Response> {
  const reached = await reachDossier(house, visit);
  if (reached.kind === 'no') return reached.answer;
  const onward = `/${visit.office.slug}/petugas/berkas/${reached.dossier.id}`;
  if (reached.kind === 'open') return visit.redirect(onward);
  const input = await visit.form();
  const once = onceOf(visit, input);
  const who = {
    actor: { personId: visit.person.id, mandate: 'escalated', channel: 'web' },
    office: await officeOf(house, visit),
    roles: [],
    ...(once ? { once } : {}),
  } as const;
  const outcome = once
    ? await openFromAbove(house, who, reached.dossier.id, one(input, 'alasan'))
    : refuse(reason('form.expired'));
  return settle(visit, outcome, onward, (why, status) =>
    closedPage(house, visit, reached.dossier, { form: 'buka', input, why }, status),
  );
}
