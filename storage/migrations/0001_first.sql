-- Everything the house keeps. Instants are UTC text of fixed width, days are local
-- text, chat ids are text. A person's name stands in `person` alone, so erasing it
-- there erases it everywhere.

create table meta (key text primary key, value text not null) strict, without rowid;

create table plan_version (
    id        integer primary key,
    key       text not null,               -- 705-2025, the file
    code      text not null,               -- 705, in numbers and commands
    body      text not null,               -- the whole plan, JSON
    loaded_at text not null,
    running   integer not null default 1
) strict;
create unique index plan_running on plan_version (code) where running;

-- People ----------------------------------------------------------------------

create table person (
    id           integer primary key,
    name         text not null default '',
    title        text not null default '',
    language     text not null default 'vi',
    turn         integer not null default 0, -- counts prompts with choices, never goes back
    since        text not null,
    consent      text,                       -- version of the notice agreed to
    consented_at text,
    registering  integer references invitation -- the code now being registered with
) strict;

create table address (
    id          integer primary key,
    channel     text not null,
    chat        text not null,
    person      integer not null references person on delete cascade,
    reachable   integer not null default 1,
    changed_at  text not null,
    unique (channel, chat)
) strict;
create index address_person on address (person);

create table invitation (
    id         integer primary key,
    code       text not null unique,        -- HMAC of the code
    plan       text,                        -- null for an admin
    unit       text,
    role       text not null,
    task       text not null default '',    -- for this task of the unit only
    made_by    integer,                     -- person; null: the command line
    made_at    text not null,
    expires_at text not null,
    used_at    text,
    used_by    integer references person on delete set null,
    revoked_at text
) strict;

create table member (
    id         integer primary key,
    person     integer not null references person on delete cascade,
    plan       text,
    unit       text,
    role       text not null,
    main       integer not null default 0,
    only_handed integer not null default 0, -- registered for what is handed to them, not for the whole unit
    since      text not null,
    until      text,
    invitation integer references invitation
) strict;
create index member_person on member (person) where until is null;
create index member_unit on member (plan, unit) where until is null;

-- A task of the unit that was handed to this member, who sees nothing else.
create table member_task (
    member integer not null references member on delete cascade,
    task   text not null,
    since  text not null,
    primary key (member, task)
) strict, without rowid;

-- How a person wishes to be reminded.
create table wish (
    person       integer primary key references person on delete cascade,
    half         text not null default '',  -- morning | afternoon; empty: either
    paused_until text                       -- the last day of rest
) strict;

-- An obligation a person does not wish to be reminded of.
create table rest (
    person integer not null references person on delete cascade,
    plan   text not null,
    key    text not null,
    since  text not null,
    primary key (person, plan, key)
) strict, without rowid;

create table stand_in (
    id         integer primary key,
    plan       text not null,
    unit       text not null,
    away       integer not null references member, -- for whom
    by         integer not null references member, -- who stands in
    first_day  text not null,
    last_day   text not null,
    made_at    text not null,
    revoked_at text
) strict;
create index stand_in_unit on stand_in (plan, unit) where revoked_at is null;

-- Somebody asks for their data to be deleted.
create table deletion (
    id      integer primary key,
    person  integer not null references person on delete cascade,
    at      text not null,
    due     text not null,                  -- the last day to answer
    done_at text
) strict;

-- Of a stranger nothing is kept but this; a row goes after a month.
create table stranger (
    channel    text not null,
    chat       text not null,
    seen_at    text not null,
    seen       integer not null default 1,
    greeted_at text,
    primary key (channel, chat)
) strict, without rowid;

create table wrong_code (
    id      integer primary key,
    channel text not null,
    chat    text not null,
    at      text not null
) strict;
create index wrong_code_at on wrong_code (at);

-- What is owed ------------------------------------------------------------------

create table obligation (
    id        integer primary key,
    plan      text not null,
    key       text not null,
    kind      text not null,
    unit      text not null,
    task      text,
    phase     text,
    month     text,
    due       text,
    next_at   text,                        -- when the clock looks at it next
    ended_at  text,                        -- no longer in the plan
    unique (plan, key)
) strict;
create index obligation_unit on obligation (plan, unit) where ended_at is null;
create index obligation_next on obligation (next_at) where next_at is not null;

-- One row per obligation, kept in the transaction of each change.
create table standing (
    obligation   integer primary key references obligation on delete cascade,
    entries      integer not null default 0,
    completed_on text,
    not_arising  text,                     -- the unit's reason
    not_arising_because text not null default '', -- in its own words
    accepted     integer not null default 0, -- the office has accepted it
    promised_for text,
    received_on  text,
    changed_at   text not null
) strict;

-- What happened -------------------------------------------------------------------

create table activity (
    id        integer primary key,
    plan      text not null,
    title     text not null,
    form      text not null,
    first_day text not null,
    last_day  text not null,
    place     text not null default '',
    made_at   text not null
) strict;

create table entry (
    id       integer primary key,
    plan     text not null,
    unit     text not null,
    number   integer not null,              -- 012 of 705-BNG-012; never used again
    kind     text not null,                 -- activity | cumulative | planned | status (sensitive)
    activity integer references activity,
    version  integer not null default 1,
    state    text not null default 'sent',
    made_by  integer not null references member,
    made_at  text not null,
    session  text unique,                   -- the draft it came from: one draft, one entry
    looked_at text,                         -- when somebody of the office first opened it
    unique (plan, unit, number)
) strict;
create index entry_latest on entry (plan, made_at);
-- What counts as a result; a count of it reads nothing but this.
create index entry_standing on entry (plan, made_at, unit) where state = 'sent' and kind <> 'planned';
create index entry_maker on entry (made_by);
create index entry_activity on entry (activity);

create table entry_task (
    entry integer not null references entry on delete cascade,
    task  text not null,
    primary key (entry, task)
) strict, without rowid;
create index entry_task_task on entry_task (task);

create table version (
    entry   integer not null references entry on delete cascade,
    number  integer not null,
    content text not null,                  -- everything that was said, JSON
    answers text not null default '{}',     -- the conversation it came from, files apart: {key: [kept, source]}
    made_by integer not null references member,
    made_at text not null,
    primary key (entry, number)
) strict, without rowid;

create table figure (
    entry     integer not null references entry on delete cascade,
    version   integer not null,
    indicator text not null,
    value     text not null,                -- decimal
    precision text not null,
    typed     text not null,
    first_day text not null,                -- what it counts for
    last_day  text not null,
    counts    text not null default 'new',  -- new | extra | within | total: see storage/results/figures.py
    within    integer,                      -- the number of the unit's entry that holds it
    primary key (entry, version, indicator)
) strict, without rowid;

create table evidence (
    id              integer primary key,
    person          integer references person on delete set null,
    plan            text,
    unit            text,
    entry           integer references entry,
    item            text not null,          -- source message and place in it
    kind            text not null,          -- photo | document | link | number
    text            text not null default '', -- a link or a document's number and date
    channel         text not null default '',
    ref             text not null default '',
    name            text not null default '',
    size            integer not null default 0,
    album           text not null default '',
    state           text not null,          -- wanted | kept | missing
    because         text not null default '',
    sha256_original text,
    sha256_stored   text,
    format          text not null default '', -- what its bytes say: jpeg, pdf, docx, ...
    readable        integer not null default 1,
    tries           integer not null default 0,
    next_at         text,
    made_at         text not null,
    kept_at         text,
    unique (channel, item)
) strict;
create index evidence_wanted on evidence (next_at) where state = 'wanted';
create index evidence_entry on evidence (entry);
create index evidence_album on evidence (album) where album <> '';

-- One message in, one out ------------------------------------------------------------

create table session (
    id        text not null unique,         -- of this draft, for ever
    person    integer not null references person on delete cascade,
    handler   text not null,
    plan      text not null,
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
    primary key (person, handler, plan)
) strict;
create unique index session_open on session (person) where parked_at is null;

create table button (
    id      integer primary key,
    person  integer not null references person on delete cascade,
    command text not null,
    made_at text not null
) strict;

create table inbox (
    id        integer primary key,
    channel   text not null,
    key       text not null,
    chat      text not null,
    said      text,                         -- JSON; emptied when served
    album     text not null default '',
    at        text not null,
    state     text not null,                -- kept | served | refused | dead | broken
    tries     integer not null default 0,
    why       text not null default '',
    served_at text,
    unique (channel, key)
) strict;
create index inbox_kept on inbox (id) where state = 'kept';
create index inbox_album on inbox (channel, chat, album) where album <> '';

create table outbox (
    id        integer primary key,
    channel   text not null,
    chat      text not null,
    person    integer references person on delete set null,
    lane      integer not null,             -- 0 reply, 1 reminder, 2 digest, 3 broadcast, 4 tidy
    key       text unique,                  -- what may exist once only
    body      text,                         -- JSON; null: worded when it is sent
    settles   integer references outbox,    -- tidy: the prompt that loses its buttons
    state     text not null default 'waiting', -- waiting | sending | sent | failed | unknown | withdrawn
    due_at    text not null,
    not_after text,
    tries     integer not null default 0,
    message   text,                         -- the channel's id of what was sent
    sent_at   text,
    why       text not null default ''
) strict;
create index outbox_waiting on outbox (lane, id) where state = 'waiting';
create index outbox_sending on outbox (id) where state = 'sending';

create table work (
    id      integer primary key,
    kind    text not null,
    asked   text not null,                  -- JSON
    person  integer references person on delete set null,
    state   text not null default 'waiting',
    tries   integer not null default 0,
    made_at text not null,
    done_at text,
    result  text
) strict;
create index work_waiting on work (id) where state in ('waiting', 'working');

-- What was blocked: never a word of it.
create table secret_hit (
    id      integer primary key,
    at      text not null,
    person  integer references person on delete set null,
    channel text not null,
    chat    text not null,
    album   text not null default '',
    rule    text not null
) strict;
create index secret_hit_album on secret_hit (channel, chat, album) where album <> '';

-- Persons by id only; each line carries an HMAC over the one before.
create table audit (
    id     integer primary key,
    at     text not null,
    person integer,
    act    text not null,
    plan   text,
    unit   text,
    about  text not null default '',
    mac    text not null
) strict;
