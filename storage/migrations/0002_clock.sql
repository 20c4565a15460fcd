-- What the clock does and has said: dated occasions, reminders, closings, requests, written reports.

-- When the clock looks next stands in `occasion`, for whole plans as for one unit.
drop index obligation_next;
alter table obligation drop column next_at;

-- Something to be done at an instant: an opening, a reminder, a digest, a closing.
create table occasion (
    id      integer primary key,
    plan    text not null,
    rule    text not null,                 -- what is done, in the words of plans/notices.py
    step    text not null,                 -- which of them: a day, a phase, a number
    unit    text not null default '',      -- for this unit alone
    due_at  text not null,
    reached text not null default '',      -- the code of the last unit dealt with
    laid    integer not null default 0,    -- 1 by the plan itself, 2 while it is laid down anew
    done_at text,
    unique (plan, rule, step, unit)
) strict;
create index occasion_due on occasion (due_at) where done_at is null;

-- Of what a person was or will be reminded; it hangs on a message that is worded when it is sent.
create table reminder (
    person     integer not null references person on delete cascade,
    plan       text not null,
    obligation text not null,
    rule       text not null,
    step       text not null,
    unit       text not null,
    outbox     integer not null references outbox,
    primary key (person, plan, obligation, rule, step)
) strict, without rowid;
create index reminder_outbox on reminder (outbox);

-- At most one reminding message a person a day.
create table reminder_day (
    person integer not null references person on delete cascade,
    day    text not null,
    outbox integer not null references outbox,
    primary key (person, day)
) strict, without rowid;
create unique index reminder_day_outbox on reminder_day (outbox);

-- A plan whose clock stands still.
create table pause (
    plan  text primary key,
    since text not null,
    by    integer                          -- person
) strict;

-- What was stated or decided of an obligation, so that it can be told how things stood at any instant.
create table decision (
    id         integer primary key,
    plan       text not null,
    obligation text not null,              -- its key
    what       text not null,              -- not_arising | accepted | promised_for | received_on | completed_on
    value      text,                       -- null: taken back
    because    text not null default '',
    member     integer,
    at         text not null
) strict;
create index decision_obligation on decision (plan, obligation, at);
-- What the first release kept of this it kept without its history: it counts from its last change on.
insert into decision (plan, obligation, what, value, because, at)
select o.plan, o.key, 'not_arising', s.not_arising, s.not_arising_because, s.changed_at
from obligation o join standing s on s.obligation = o.id where s.not_arising is not null
union all
select o.plan, o.key, 'completed_on', s.completed_on, '', s.changed_at
from obligation o join standing s on s.obligation = o.id where s.completed_on is not null;

alter table entry add column withdrawn_at text;
update entry set withdrawn_at = coalesce(
    (select max(v.made_at) from version v where v.entry = entry.id), made_at) where state = 'withdrawn';
