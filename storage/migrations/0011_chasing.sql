-- Which unit a coordinator let be reminded, on which day: once a day, whoever presses.
create table nudge (
    plan   text not null,
    unit   text not null,
    day    text not null,                  -- the local day on which the message goes
    member integer not null references member,
    at     text not null,
    primary key (plan, unit, day)
) strict, without rowid;

-- Who is reminded on a day is asked before somebody else is.
create index reminder_day_day on reminder_day (day);

-- A number that an official gives for calls; shown to a coordinator who asks for it, and kept nowhere else.
alter table person add column phone text not null default '';
