-- What the office decides of an entry is kept, one row for each decision; looking at an entry changes nothing.

-- received, more_wanted, taken_in, set_aside, withdrawal_asked, withdrawn: storage/results/status.py
drop trigger entry_counted;
drop trigger entry_counted_anew;
drop view told;
drop view result;
drop index entry_result;
drop index entry_unseen;

-- The version that the office has taken in; null: none. What is entered after it waits for the office anew.
alter table entry add column taken_in integer;
-- Since when the office has had something to decide; null: it has decided.
alter table entry rename column unseen_since to waits_since;
update entry set waits_since = (select made_at from version v where v.entry = entry.id and v.number = entry.version)
where waits_since is null and status = 'received';

create table review (
    id       integer primary key,
    entry    integer not null references entry on delete cascade,
    version  integer not null,              -- what was looked at
    decision text not null,                 -- taken_in | more_wanted | set_aside | withdrawal_asked | withdrawn | kept
    field    text not null default '',      -- of what more is wanted
    reason   text not null default '',
    member   integer not null references member,
    at       text not null
) strict;
create index review_entry on review (entry);
-- What is gathered for a unit once a day.
create index review_at on review (at) where decision = 'taken_in';

-- The results: the entries that count.
create view result as select * from entry where status in ('received', 'more_wanted', 'taken_in', 'withdrawal_asked');
-- Every figure that stands, once under each task of its entry; '' is none of the plan's.
create view told as
select e.plan, e.unit, coalesce(t.task, '') as task, f.indicator, f.last_day, substr(e.made_at, 1, 10) as told_on,
    f.counts, coalesce(f.within, 0) as within, f.precision,
    iif(f.counts = 'total' or e.kind = 'cumulative', e.number, 0) as alone,
    e.id as entry, e.number, e.made_at, e.kind, f.first_day,
    -- a value has at most three decimals; thousandths are added exactly
    cast(f.value as integer) * 1000
        + cast(substr(substr(f.value, instr(f.value || '.', '.') + 1) || '000', 1, 3) as integer) as thousandths
from result e join figure f on f.entry = e.id and f.version = e.version left join entry_task t on t.entry = e.id;

create index entry_result on entry (plan, made_at, unit)
where status in ('received', 'more_wanted', 'taken_in', 'withdrawal_asked');
create index entry_waiting on entry (plan, waits_since, id, unit)
where status in ('received', 'more_wanted', 'taken_in', 'withdrawal_asked') and waits_since is not null;
create index entry_more_wanted on entry (plan) where status = 'more_wanted';

alter table result_count rename column unseen to waiting;
delete from result_count;
insert into result_count (plan, unit, entries, waiting)
select plan, unit, count(*), sum(waits_since is not null) from result group by plan, unit;
create trigger entry_counted after insert on entry
when new.status in ('received', 'more_wanted', 'taken_in', 'withdrawal_asked') begin
    insert into result_count (plan, unit, entries, waiting) values (new.plan, new.unit, 1, new.waits_since is not null)
    on conflict do update set entries = entries + 1, waiting = waiting + excluded.waiting;
end;
create trigger entry_counted_anew after update of status, waits_since on entry begin
    insert into result_count (plan, unit, entries, waiting) values (new.plan, new.unit, 0, 0) on conflict do nothing;
    update result_count set
        entries = entries + (new.status in ('received', 'more_wanted', 'taken_in', 'withdrawal_asked'))
            - (old.status in ('received', 'more_wanted', 'taken_in', 'withdrawal_asked')),
        waiting = waiting
            + (new.status in ('received', 'more_wanted', 'taken_in', 'withdrawal_asked') and new.waits_since is not null)
            - (old.status in ('received', 'more_wanted', 'taken_in', 'withdrawal_asked') and old.waits_since is not null)
    where plan = new.plan and unit = new.unit;
end;

-- What the office says of two results of different units: that they are one activity, or that they are not.
create table joining (
    id     integer primary key,
    plan   text not null,
    first  integer not null references entry on delete cascade,
    second integer not null references entry on delete cascade,
    is_one integer not null,
    reason text not null default '',
    member integer not null references member,
    at     text not null
) strict;
create index joining_pair on joining (plan, first, second);
-- What lies beside an activity is looked for when it is reviewed.
create index activity_days on activity (plan, form, first_day);
create index evidence_original on evidence (plan, sha256_original) where sha256_original is not null;
create index evidence_link on evidence (plan, text) where kind = 'link';

-- Another last day that the office has given one unit, and one that a unit has asked for and waits to hear of.
alter table standing add column extended_to text;
alter table standing add column extension_asked text;
