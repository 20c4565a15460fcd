-- How far a piece of long work is, while it is made: how many units of how many; and a piece may be stopped.
alter table work add column read_units integer not null default 0;
alter table work add column of_units integer not null default 0;
create index work_of_person on work (person, kind) where state in ('waiting', 'working');
