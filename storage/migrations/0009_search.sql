-- What results are found by: words without tone marks, and what else they may be asked for as one word each
-- ("unit_705_bng", "task_705_2_1b", "form_conference", "day_2025_12_05"); written with every version.
-- The words are folded by the program: a database of a release before is filled when the bot starts. No trigger may
-- write a virtual table here (trusted_schema is off), so storage/results/search.py writes both tables.
create table search_text (
    entry  integer primary key references entry,
    words  text not null,                  -- of a sensitive result none
    facets text not null,
    status text not null
) strict;

create virtual table search using fts5 (
    words, facets, status, content = 'search_text', content_rowid = 'entry', columnsize = 0, prefix = '2',
    tokenize = "unicode61 remove_diacritics 0 tokenchars '_'"
);
