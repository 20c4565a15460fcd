-- What a unit brings before the office: a difficulty, or an inquiry, with all that either side has said of it since.
create table matter (
    id        integer primary key,
    plan      text not null,
    unit      text not null,
    kind      text not null,             -- difficulty | inquiry
    number    integer not null,          -- 03 of 705-BNG-VM03; never used again
    task      text not null default '',  -- empty: of no one task
    reason    text not null default '',  -- of a task that may be secret, from a list, in place of words
    asked_for text not null default '',
    made_by   integer not null references member,
    made_at   text not null,
    unique (plan, unit, kind, number)
) strict;
create index matter_maker on matter (made_by);

-- The first line is the matter itself. Where it stands is what its latest line says.
create table matter_line (
    matter integer not null references matter on delete cascade,
    nth    integer not null,
    side   text not null,                -- unit | office
    text   text not null,                -- empty where nothing but the state has changed
    state  text not null,                -- open | in_hand | passed_on | answered | closed: from this line on
    member integer not null references member,
    at     text not null,
    primary key (matter, nth)
) strict, without rowid;
create index matter_line_member on matter_line (member);
