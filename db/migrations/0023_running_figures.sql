-- The figures of days that are not over, counted each minute, and the past of a dossier read in one go.

-- Published by dossiers: the same lines as figure_occurrence, for whoever asks for everything that happened to named dossiers.
-- There each figure looks for its own events by time; here a dossier's events are read once and every figure is told from them.
create view figure_history with (security_invoker = true) as
select 'received' as figure, d.submitted_at as at, d.office_id, a.id as application_id, d.id as dossier_id, a.service_id, d.channel,
  null::text as workplace, null::text as part
from dossier d
join application a on a.office_id = d.office_id and a.dossier_id = d.id
union all
select told.figure, m.at, m.office_id, m.application_id, m.dossier_id, a.service_id, d.channel, m.workplace, null
from figure_move m
join application a on a.office_id = m.office_id and a.id = m.application_id
join dossier d on d.office_id = m.office_id and d.id = m.dossier_id
cross join lateral (values
  ('checked', m.kind in ('verification.completed', 'correction.requested')),
  ('returned', m.kind = 'correction.requested'),
  ('verified', m.kind = 'verification.completed'),
  ('first_time_right', m.kind = 'verification.completed' and m.round = 1),
  ('scheduled', m.kind = 'meeting.fixed'),
  ('served', m.kind in ('step.done', 'step.negative') and m.rule in ('record_meeting', 'refuse_meeting')),
  (case when m.rule = 'withdraw' then 'withdrawn' when m.rule = 'let_lapse' then 'lapsed' when m.rule like 'refuse%' then 'refused'
      else 'completed' end,
    m.to_state = 'over' and m.from_state <> 'over'),
  ('closed_late', m.to_state = 'over' and m.from_state <> 'over' and m.rule not in ('withdraw', 'let_lapse')
    and coalesce(m.late, a.closed_at > a.due_when_closed))) as told (figure, happened)
where told.happened
union all
select 'faulty', f.sent_at, f.office_id, f.application_id, f.dossier_id, a.service_id, d.channel, null, coalesce(f.reason_code, '-')
from figure_fault f
join application a on a.office_id = f.office_id and a.id = f.application_id
join dossier d on d.office_id = f.office_id and d.id = f.dossier_id;

-- Up to which event of a stream everything that happened since the last counted day (figure_counted) stands in figure_running. A
-- stream with a later event is looked at anew. Owned by the office, written by the job that keeps up, under the lock of
-- figure_counted; one row for each stream. It dies when its day is counted, and can be thrown away at any time.
create table figure_seen (
  office_id uuid not null references office (id),
  stream_id uuid not null,
  seq bigint not null,
  primary key (office_id, stream_id)
);

-- What happened to one dossier on days that are not counted yet, in lines like those of figure_tally. Owned by the office, read by
-- whoever may see its figures, which names nobody; written, thrown away and dying with its row of figure_seen.
create table figure_running (
  office_id uuid not null,
  dossier_id uuid not null,
  day date not null,
  unit text not null check (unit in ('application', 'dossier', 'workplace')),
  figure text not null,
  service_id uuid,
  channel text,
  part text,
  before date,
  things int not null check (things > 0),
  constraint figure_running_line unique nulls not distinct
    (office_id, dossier_id, day, unit, figure, service_id, channel, part, before),
  foreign key (office_id, dossier_id) references figure_seen (office_id, stream_id) on delete cascade
);

grant select on figure_history to satu_loket_app;
grant select, insert, update, delete on figure_seen to satu_loket_app;
grant select, insert, delete on figure_running to satu_loket_app;

-- Published by dossiers: an application that is open now, told by its own row alone. Whatever counts these asks an index.
create view figure_open with (security_invoker = true) as
select office_id, id as application_id, dossier_id, service_id, step_kind, waiting_on, due_at, submitted_at
from application where outcome is null;

-- Published by dossiers: through which channel a dossier came.
create view figure_channel with (security_invoker = true) as
select office_id, id as dossier_id, channel from dossier;
-- Most come through the web: whoever counts by channel asks for the others.
create index dossier_brought on dossier (office_id, id) include (channel) where channel <> 'web';
grant select on figure_open, figure_channel to satu_loket_app;

-- As before, and what the counts of open applications ask for, so that they need not look at each application.
create index application_work_step_counted on application (office_id, step_kind, waiting_on, due_at, submitted_at, id)
  include (dossier_id, service_id) where outcome is null;
drop index application_work_step;
alter index application_work_step_counted rename to application_work_step;

-- Nobody asks for all stays of a period: the latest are measured.
drop view figure_stay;
