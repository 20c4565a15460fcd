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
    tries   integer not null default 0,    -- that failed
    again_at text,                         -- after one that failed
    laid    integer not null default 0,    -- 1 by the plan itself, 2 while it is laid down anew
    done_at text,
    why     text not null default '',      -- it was given up
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
create index decision_member on decision (member);
-- What the first release kept of this it kept without its history: it counts from its last change on.
insert into decision (plan, obligation, what, value, because, at)
select o.plan, o.key, 'not_arising', s.not_arising, s.not_arising_because, s.changed_at
from obligation o join standing s on s.obligation = o.id where s.not_arising is not null
union all
select o.plan, o.key, 'completed_on', s.completed_on, '', s.changed_at
from obligation o join standing s on s.obligation = o.id where s.completed_on is not null;

-- What stood at a closing: stored once, never changed.
create table snapshot (
    id      integer primary key,
    plan    text not null,
    number  integer not null,              -- within the plan
    step    text not null,                 -- of the plan's own: its phases, or "report"; of the office's: the instant
    cut_off text not null,
    made_at text not null,
    member  integer,                       -- who closed; null: the clock
    body    text not null,                 -- JSON
    unique (plan, step),
    unique (plan, number)
) strict;
create trigger snapshot_is_not_changed before update on snapshot
begin select raise(abort, 'a closing is never changed'); end;
create trigger snapshot_is_not_deleted before delete on snapshot
begin select raise(abort, 'a closing is never deleted'); end;

alter table entry add column withdrawn_at text;
update entry set withdrawn_at = coalesce(
    (select max(v.made_at) from version v where v.entry = entry.id), made_at) where state = 'withdrawn';

-- A signed report a unit says it has sent, and what the office says to it.
create table paper (
    id          integer primary key,
    plan        text not null,
    unit        text not null,
    number      text not null,             -- 123/BC-BYT; empty where the office recorded one without
    signed_on   text,
    signer      text not null default '',
    state       text not null,             -- stated | received | missing | superseded | taken_back
    stated_by   integer references member, -- null: the office recorded it
    stated_at   text not null,
    answered_by integer references member,
    answered_at text,
    received_on text
) strict;
create index paper_unit on paper (plan, unit);
create index paper_stated on paper (plan) where state = 'stated';

-- What the office asks of some units; who is asked stands in `obligation`, under request/<number>/<unit>.
create table request (
    id       integer primary key,
    plan     text not null,
    number   integer not null,
    text     text not null,
    report   integer not null,             -- 1: by a signed report, 0: by a text
    due      text not null,                -- the last day in time
    made_by  integer not null references member,
    made_at  text not null,
    ended_at text,                         -- by the office, early
    told_at  text,                         -- when the office got the summary
    unique (plan, number)
) strict;

-- What a unit answered; the latest counts.
create table answer (
    id      integer primary key,
    request integer not null references request on delete cascade,
    unit    text not null,
    text    text not null,
    member  integer not null references member,
    at      text not null
) strict;
create index answer_request on answer (request, unit);

-- An own hour in place of a half of the day; `near`: only what comes close to a deadline.
alter table wish add column hour integer;
alter table wish add column near integer not null default 0;
update wish set hour = case half when 'morning' then 8 when 'afternoon' then 14 end;
alter table wish drop column half;

-- A draft belongs to a unit: one per person, handler, plan and unit.
create table session_of_unit (
    id        text not null unique,         -- of this draft, for ever
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
    aside     text,                         -- the conversation it was put aside for
    primary key (person, handler, plan, unit)
) strict;
-- Of the first release a draft went on in the unit its person was a member of last; one of registering has its code's.
insert into session_of_unit (
    id, person, handler, plan, unit, answers, shown, asked, turn, tries, reopened, prompt, changed_at, parked_at, aside)
select id, person, handler, plan,
    coalesce(
        case when handler = 'register' then (
            select i.unit from person p join invitation i on i.id = p.registering where p.id = session.person)
        else (
            select m.unit from member m where m.person = session.person and m.plan = session.plan
            order by m.until is null desc, m.role = 'official' desc, m.id desc limit 1) end,
        ''),
    answers, shown, asked, turn, tries, reopened, prompt, changed_at, parked_at, aside
from session;
drop table session;
alter table session_of_unit rename to session;
create unique index session_open on session (person) where parked_at is null;

-- What is planned is looked for whenever a result is entered.
create index entry_planned on entry (plan, unit, number) where kind = 'planned' and state = 'sent';

-- What the office did about a unit that is past a deadline; the latest counts.
create table chase (
    id     integer primary key,
    plan   text not null,
    unit   text not null,
    step   text not null,                  -- phoned | letter | agreed
    day    text not null,
    note   text not null default '',
    member integer references member,
    at     text not null
) strict;
create index chase_unit on chase (plan, unit);

-- What the last digest of a plan told: one in which nothing is new is not sent.
create table digest (
    plan    text primary key,
    mark    text not null,
    reports integer not null,              -- signed reports that were in
    at      text not null
) strict, without rowid;

-- A chat of several people that is told totals.
create table group_chat (
    channel text not null,
    chat    text not null,
    plan    text not null,
    by      integer,                       -- person
    at      text not null,
    primary key (channel, chat)
) strict, without rowid;

-- How many results of each unit stand, and how many of them nobody of the office has opened:
-- a row a unit, kept by the triggers in the transaction of each change.
create table result_count (
    plan    text not null,
    unit    text not null,
    entries integer not null,
    unseen  integer not null,
    primary key (plan, unit)
) strict, without rowid;
insert into result_count (plan, unit, entries, unseen)
select plan, unit, count(*), sum(looked_at is null) from entry
where state = 'sent' and kind <> 'planned' group by plan, unit;
create trigger entry_counted after insert on entry when new.state = 'sent' and new.kind <> 'planned' begin
    insert into result_count (plan, unit, entries, unseen) values (new.plan, new.unit, 1, new.looked_at is null)
    on conflict do update set entries = entries + 1, unseen = unseen + excluded.unseen;
end;
create trigger entry_counted_anew after update of state, kind, looked_at on entry begin
    insert into result_count (plan, unit, entries, unseen) values (new.plan, new.unit, 0, 0) on conflict do nothing;
    update result_count set
        entries = entries + (new.state = 'sent' and new.kind <> 'planned')
            - (old.state = 'sent' and old.kind <> 'planned'),
        unseen = unseen + (new.state = 'sent' and new.kind <> 'planned' and new.looked_at is null)
            - (old.state = 'sent' and old.kind <> 'planned' and old.looked_at is null)
    where plan = new.plan and unit = new.unit;
end;

-- Asked for twice while it is under way, long work is done once.
alter table work add column key text;
create unique index work_key on work (key) where state in ('waiting', 'working');

-- What waits for the office is asked for with every question about the situation.
create index entry_unseen on entry (plan, made_at, unit)
where state = 'sent' and kind <> 'planned' and looked_at is null;
-- What was said to somebody last, for a number typed in answer to it.
create index outbox_person on outbox (person, id);
create index outbox_unknown on outbox (due_at) where state = 'unknown';
create index reminder_unit on reminder (plan, unit, rule, outbox);

-- Who is here, and whom a message reaches, is counted for each unit; who has left is asked for besides.
create index member_role on member (plan, role, unit, person) where until is null;
create index member_gone on member (plan, role, unit) where until is not null;
create index address_reachable on address (person) where reachable;
