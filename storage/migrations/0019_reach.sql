-- When each channel answered last, and as whom the bot is known there; what waits for a person is found at once.
create table reach (
    channel    text primary key,
    account    text not null default '',   -- the bot's own number on the channel
    reached_at text,                       -- the channel answered last
    alarmed_at text                        -- the admins heard that it is out of reach
) strict, without rowid;
create index inbox_stuck on inbox (id) where state in ('dead', 'broken');
create index outbox_stuck on outbox (id) where state = 'unknown';
create index outbox_due on outbox (lane, due_at) where state in ('waiting', 'sending');
