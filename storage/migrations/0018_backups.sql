-- The backups that were made: what is told of the last one, and how a copy elsewhere is known again.
create table backup (
    id      integer primary key,
    made_at text not null,                  -- the moment of which it is
    name    text not null,                  -- of its file
    size    integer not null,
    sha256  text not null                   -- of the file as it lies there, encrypted or not
) strict;
