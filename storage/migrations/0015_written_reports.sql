-- What a unit has said for its written report, step by step; of each step the latest counts.
create table written_report (
    id     integer primary key,
    plan   text not null,
    unit   text not null,
    step   text not null,
    said   text not null,                  -- empty: left open again
    member integer not null references member,
    at     text not null
) strict;
create index written_report_unit on written_report (plan, unit, step, id);
create index written_report_member on written_report (member);
