-- Figures that always count alike are added up once, so that what a message of an entry reads does not grow
-- with the results there are.

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

-- Additions of one scope (unit, task, indicator) for one last day, told on one day, with no total told in between.
-- Totals and figures for a period stand alone: people choose among them.
create table subtotal (
    plan        text not null,
    unit        text not null,
    task        text not null,
    indicator   text not null,
    last_day    text not null,
    told_on     text not null,             -- in UTC
    totals      integer not null,          -- told in the scope by then
    counts      text not null,
    within      integer not null,          -- 0: in none
    precision   text not null,
    alone       integer not null,          -- the number of the entry that stands alone; 0: several may be added up
    number      integer not null,          -- of the entry told last
    made_at     text not null,
    kind        text not null,
    first_day   text not null,
    thousandths integer not null,
    numbers     text not null,             -- of all its entries, joined with commas
    primary key (plan, unit, task, indicator, last_day, told_on, totals, counts, within, precision, alone)
) strict, without rowid;
-- The same as in storage/results/subtotals.py, of all plans.
insert into subtotal
select plan, unit, task, indicator, last_day, told_on, totals, counts, within, precision, alone,
    cast(substr(max(made_at || printf('%09d', number)), 25) as integer), max(made_at), min(kind), min(first_day),
    sum(thousandths), group_concat(number)
from (
    select *, count(*) filter (where counts = 'total') over (
        partition by plan, unit, task, indicator order by made_at, number) as totals
    from told)
group by plan, unit, task, indicator, last_day, told_on, totals, counts, within, precision, alone;

-- What was told on one day is read one by one when a result told on that day is changed.
create index entry_told on entry (plan, unit, made_at);
