-- Which job workers are alive. A worker says so every few seconds; one that is silent was killed, and its jobs are given back.
-- Owned by the installation, read by every server process, a row dies with its worker.

create table job_worker (
  worker_id text primary key,
  seen_at timestamptz not null default now()
);

grant select, insert, update, delete on job_worker to satu_loket_app;
