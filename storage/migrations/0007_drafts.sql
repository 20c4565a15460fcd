-- A draft put aside stays beside a new one of the same kind.
create table draft_beside (
    id        text primary key,             -- of this draft, for ever
    person    integer not null references person on delete cascade,
    handler   text not null,
    plan      text not null,
    unit      text not null,
    answers   text not null,                -- {key: [kept, source]}
    shown     text not null,                -- keys of the choices, in the order shown
    asked     text not null,                -- the question that was asked
    turn      integer not null,
    tries     integer not null default 0,
    reopened  text,                         -- [key, kept, source] of a change under way
    prompt    integer,                      -- the outbox row that asked
    changed_at text not null,
    parked_at text,
    aside     text                          -- the conversation it was put aside for
) strict;
insert into draft_beside (
    id, person, handler, plan, unit, answers, shown, asked, turn, tries, reopened, prompt, changed_at, parked_at, aside)
select id, person, handler, plan, unit, answers, shown, asked, turn, tries, reopened, prompt, changed_at, parked_at, aside
from session;
drop table session;
alter table draft_beside rename to session;
create unique index session_open on session (person) where parked_at is null;
create index session_of on session (person, handler, plan, unit);
