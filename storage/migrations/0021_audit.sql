-- The end of the audit is known beside it, and what an entry says is known to it.

create table audit_end (
    one   integer primary key check (one = 1),
    lines integer not null,                 -- how many there ever were
    mac   text not null                     -- over that number and the last line's
) strict;

alter table audit add column seal text not null default '';  -- "entry version mac" of what was said, where it was
