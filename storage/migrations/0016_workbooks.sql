-- A workbook of entries that somebody has sent: what was read of it, until its rows are entered or it is given up.
create table workbook (
    id      integer primary key autoincrement, -- never used again: an old button stands for it
    person  integer not null references person on delete cascade,
    name    text not null,                  -- of the file
    body    text not null,                  -- the cells of its table, JSON; nothing of a task that may be secret
    made_at text not null
) strict;
create index workbook_person on workbook (person);
