-- The counter's day to its end, where officers work, and figures counted once for each day.

-- Whoever came and was not served before the office closed did not miss the meeting: it ends as `unserved`. Owned and read
-- as before.
alter table appointment drop constraint appointment_state_check;
alter table appointment add constraint appointment_state_check
  check (state in ('booked', 'cancelled', 'done', 'missed', 'unserved'));
alter table visit drop constraint visit_state_check;
alter table visit add constraint visit_state_check
  check (state in ('waiting', 'serving', 'served', 'returned', 'unserved'));

-- Where an officer says they work from in this session. Said by themself, never measured; null: not said. Dies with the session;
-- an officer's act keeps it in its event, for the law asks who acted and the office how its work is spread.
alter table session add column workplace text check (workplace in ('office', 'home'));

-- What the figures of a longer period look for among all that happened in it.
create index event_absences on event (office_id, at) where kind in ('meeting.missed', 'meeting.unserved');
create index event_milestones on event (office_id, kind, at)
  where kind in ('verification.completed', 'correction.requested', 'meeting.fixed');
create index event_endings on event (office_id, at)
  where stream_kind = 'dossier' and data ->> 'to' = 'over' and data ->> 'from' <> 'over';
create index event_meetings_held on event (office_id, at)
  where stream_kind = 'dossier' and data ->> 'rule' in ('record_meeting', 'refuse_meeting');

-- Published by dossiers: as before, and by which rule, from where the officer acted, and whether an ending came too late.
create or replace view figure_move with (security_invoker = true) as
select e.office_id, e.stream_id as dossier_id, e.seq, (e.data ->> 'application')::uuid as application_id, e.at, e.kind,
  e.data ->> 'from' as from_state, e.data ->> 'to' as to_state, e.data ->> 'step' as step, e.data ->> 'to_step' as to_step,
  (e.data ->> 'round')::int as round, e.data ->> 'rule' as rule,
  case when e.mandate = 'staff' then coalesce(e.data ->> 'workplace', 'unsaid') end as workplace,
  (e.data ->> 'late')::boolean as late
from event e
where e.stream_kind = 'dossier' and e.data ->> 'rule' is not null
  and e.kind not in ('application.submitted', 'requirement.judged');

-- Published by dossiers: each time that something which an office counts happened to an application. Every figure of a period,
-- its list and its tally read these lines, so they cannot differ. `part` is the reason of a fault ('-': the document was missing).
create view figure_occurrence with (security_invoker = true) as
select 'received' as figure, d.submitted_at as at, d.office_id, a.id as application_id, d.id as dossier_id, a.service_id, d.channel,
  null::text as workplace, null::text as part
from dossier d
join application a on a.office_id = d.office_id and a.dossier_id = d.id
union all
select 'checked', m.at, m.office_id, m.application_id, m.dossier_id, a.service_id, d.channel, m.workplace, null
from figure_move m
join application a on a.office_id = m.office_id and a.id = m.application_id
join dossier d on d.office_id = m.office_id and d.id = m.dossier_id
where m.kind in ('verification.completed', 'correction.requested')
union all
select 'returned', m.at, m.office_id, m.application_id, m.dossier_id, a.service_id, d.channel, m.workplace, null
from figure_move m
join application a on a.office_id = m.office_id and a.id = m.application_id
join dossier d on d.office_id = m.office_id and d.id = m.dossier_id
where m.kind = 'correction.requested'
union all
select 'verified', m.at, m.office_id, m.application_id, m.dossier_id, a.service_id, d.channel, m.workplace, null
from figure_move m
join application a on a.office_id = m.office_id and a.id = m.application_id
join dossier d on d.office_id = m.office_id and d.id = m.dossier_id
where m.kind = 'verification.completed'
union all
select 'first_time_right', m.at, m.office_id, m.application_id, m.dossier_id, a.service_id, d.channel, m.workplace, null
from figure_move m
join application a on a.office_id = m.office_id and a.id = m.application_id
join dossier d on d.office_id = m.office_id and d.id = m.dossier_id
where m.kind = 'verification.completed' and m.round = 1
union all
select 'scheduled', m.at, m.office_id, m.application_id, m.dossier_id, a.service_id, d.channel, m.workplace, null
from figure_move m
join application a on a.office_id = m.office_id and a.id = m.application_id
join dossier d on d.office_id = m.office_id and d.id = m.dossier_id
where m.kind = 'meeting.fixed'
union all
select 'served', m.at, m.office_id, m.application_id, m.dossier_id, a.service_id, d.channel, m.workplace, null
from figure_move m
join application a on a.office_id = m.office_id and a.id = m.application_id
join dossier d on d.office_id = m.office_id and d.id = m.dossier_id
where m.kind in ('step.done', 'step.negative') and m.rule in ('record_meeting', 'refuse_meeting')
union all
select case when m.rule = 'withdraw' then 'withdrawn' when m.rule = 'let_lapse' then 'lapsed' when m.rule like 'refuse%' then 'refused'
    else 'completed' end,
  m.at, m.office_id, m.application_id, m.dossier_id, a.service_id, d.channel, m.workplace, null
from figure_move m
join application a on a.office_id = m.office_id and a.id = m.application_id
join dossier d on d.office_id = m.office_id and d.id = m.dossier_id
where m.to_state = 'over' and m.from_state <> 'over'
union all
select 'closed_late', m.at, m.office_id, m.application_id, m.dossier_id, a.service_id, d.channel, m.workplace, null
from figure_move m
join application a on a.office_id = m.office_id and a.id = m.application_id
join dossier d on d.office_id = m.office_id and d.id = m.dossier_id
where m.to_state = 'over' and m.from_state <> 'over' and m.rule not in ('withdraw', 'let_lapse')
  and coalesce(m.late, a.closed_at > a.due_when_closed)
union all
select 'faulty', f.sent_at, f.office_id, f.application_id, f.dossier_id, a.service_id, d.channel, null, coalesce(f.reason_code, '-')
from figure_fault f
join application a on a.office_id = f.office_id and a.id = f.application_id
join dossier d on d.office_id = f.office_id and d.id = f.dossier_id;

-- Published by appointments: for each application of a meeting that nobody came to, or that the office did not get to, when it
-- should have begun. It is written down a while later, so no tally of a day holds it.
create view figure_absence with (security_invoker = true) as
select substr(e.kind, 9) as figure, (e.data ->> 'starts')::timestamptz as at, e.at as told_at, e.office_id, a.id as application_id,
  a.dossier_id, a.service_id, d.channel
from event e
cross join lateral jsonb_array_elements_text(e.data -> 'applications') as covered (id)
join application a on a.office_id = e.office_id and a.id = covered.id::uuid
join dossier d on d.office_id = a.office_id and d.id = a.dossier_id
where e.kind in ('meeting.missed', 'meeting.unserved');

-- Up to which day (the office's own, included) everything that happened is counted in figure_tally. Owned by the office, written
-- by the job that counts; the row is locked while it does, so no day is counted twice.
create table figure_counted (
  office_id uuid primary key references office (id),
  until date not null
);

-- How many applications or dossiers something happened to on a day, or in a month (`day` is then its first). Owned by the office,
-- read by whoever may see its figures; names nobody, so it is kept. It can be thrown away at any time: the job counts anew.
create table figure_tally (
  office_id uuid not null references office (id),
  grain text not null check (grain in ('day', 'month')),
  day date not null,
  -- What is counted: applications, dossiers, or applications by the place where the officer worked.
  unit text not null check (unit in ('application', 'dossier', 'workplace')),
  figure text not null,
  service_id uuid,
  channel text,
  part text,
  -- The last earlier day on which the same happened to the same one; null: never before. Days add up to a period by leaving out
  -- whoever was counted on an earlier day of it.
  before date,
  things int not null check (things > 0),
  constraint figure_tally_line unique nulls not distinct
    (office_id, grain, day, unit, figure, service_id, channel, part, before)
);

grant select on figure_occurrence, figure_absence to satu_loket_app;
grant select, insert, update on figure_counted to satu_loket_app;
grant select, insert, delete on figure_tally to satu_loket_app;
