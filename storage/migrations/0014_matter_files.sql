-- Files that either side sent with a line of a matter's thread: evidence of no entry.
alter table evidence add column matter integer references matter;
alter table evidence add column line integer; -- nth of matter_line
create index evidence_matter on evidence (matter, line) where matter is not null;
