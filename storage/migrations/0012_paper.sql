-- What came to the office on paper, and which results it entered from it in the unit's place.

create table paper_source (
    id     integer primary key,
    plan   text not null,
    unit   text not null,                   -- answers for what is entered from it
    number text not null,                   -- 1234/BQP-CT; of a classified document nothing is kept
    dated  text,                            -- null: classified
    signer text not null default '',
    member integer not null references member,
    at     text not null
) strict;
create index paper_source_unit on paper_source (plan, unit);

create table on_paper (
    entry        integer primary key references entry on delete cascade,
    source       integer not null references paper_source,
    confirmed    integer,                   -- the version that the unit has confirmed
    confirmed_by integer references member,
    confirmed_at text,
    wish_version integer,                   -- the version that the unit wants changed, and in which part
    wish_field   text not null default '',
    wish         text not null default '',
    wished_by    integer references member,
    wished_at    text
) strict;
create index on_paper_source on on_paper (source);

-- That a unit's leader has approved its figures as they stood then, as one of its officials says.
create table approval (
    id     integer primary key,
    plan   text not null,
    unit   text not null,
    title  text not null,                   -- of the leader; no name
    day    text not null,
    member integer not null references member,
    at     text not null
) strict;
create index approval_unit on approval (plan, unit, at);
