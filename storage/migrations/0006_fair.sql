-- What waits of a chat, so that each is served in turn; what was blocked of it lately.
create index inbox_kept_of_chat on inbox (channel, chat, id) where state = 'kept';
create index secret_hit_of_chat on secret_hit (channel, chat, at);
