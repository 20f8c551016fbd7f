-- What the office's figures are counted from: views that the rooms below publish, and the indexes that keep a
-- count of one period quick. The views own no row, and hold what an officer of that office may read anyway.

-- The due time that held when an application ended: due_at itself is null once the clock no longer runs. Owned with its row.
alter table application add column due_when_closed timestamptz;

create index application_closed on application (office_id, closed_at) where outcome is not null;
create index deficiency_letter_sent on deficiency_letter (office_id, sent_at);
create index appointment_made on appointment (office_id, made_at);
-- Every event by which a rule was applied, but the two of which there are many and no figure asks.
create index event_moves on event (office_id, at, kind)
  where stream_kind = 'dossier' and data ->> 'rule' is not null and kind not in ('application.submitted', 'requirement.judged');

-- Published by dossiers: an application with what its dossier says of it.
create view figure_application with (security_invoker = true) as
select a.office_id, a.id as application_id, a.dossier_id, d.number, d.full_name, d.channel, a.service_id, a.service_version,
  a.step_kind, a.waiting_on, a.outcome, d.submitted_at, a.due_at, a.due_when_closed, a.closed_at
from application a
join dossier d on d.office_id = a.office_id and d.id = a.dossier_id;

-- Published by dossiers: each time a rule was applied to an application after it was handed in.
create view figure_move with (security_invoker = true) as
select e.office_id, e.stream_id as dossier_id, e.seq, (e.data ->> 'application')::uuid as application_id, e.at, e.kind,
  e.data ->> 'from' as from_state, e.data ->> 'to' as to_state, e.data ->> 'step' as step, e.data ->> 'to_step' as to_step,
  (e.data ->> 'round')::int as round
from event e
where e.stream_kind = 'dossier' and e.data ->> 'rule' is not null
  and e.kind not in ('application.submitted', 'requirement.judged');

-- Published by dossiers: each stretch of time that an application stood on one step and waited for one side, once it is over.
create view figure_stay with (security_invoker = true) as
select m.office_id, m.application_id, m.dossier_id, split_part(m.from_state, '/', 1) as step_kind,
  split_part(m.from_state, '/', 2) as waiting_on, entered.at as entered_at, m.at as left_at
from figure_move m
cross join lateral (
  select e.at from event e
  where e.stream_id = m.dossier_id and e.seq < m.seq and (e.data ->> 'application')::uuid = m.application_id
    and e.data ->> 'rule' is not null
    and (e.data ->> 'from' <> e.data ->> 'to' or e.data ->> 'step' <> e.data ->> 'to_step')
  order by e.seq desc limit 1) entered
where m.from_state <> m.to_state or m.step <> m.to_step;

-- Published by dossiers: each requirement that a letter asked to have corrected; without a reason the document was missing.
-- `offset 0` keeps the verdicts looked up letter by letter: a plan made for a day must not read all of them for a year.
create view figure_fault with (security_invoker = true) as
select l.office_id, l.application_id, l.dossier_id, l.sent_at, v.requirement, v.reason_code
from deficiency_letter l
cross join lateral (
  select v.requirement, v.reason_code from verdict v
  where v.office_id = l.office_id and v.application_id = l.application_id and v.round = l.round and v.verdict <> 'accepted'
  offset 0) v;

-- Published by offices: what a service is called now, retired ones included.
create view figure_service with (security_invoker = true) as
select s.office_id, s.id as service_id, s.code, s.position, v.definition -> 'name' as name
from service s
join service_version v on v.office_id = s.office_id and v.service_id = s.id and v.version = s.current_version;

-- Published by appointments: for which application a meeting was given, and when.
create view figure_meeting with (security_invoker = true) as
select c.office_id, c.application_id, p.dossier_id, p.made_at
from appointment p
join seat_cover c on c.office_id = p.office_id and c.appointment_id = p.id;

grant select on figure_application, figure_move, figure_stay, figure_fault, figure_service, figure_meeting to satu_loket_app;
