-- A result is found by the units it names as its partners too ("partner_byt"): each once, in the order they are named.
update search_text set facets = facets || (
    select coalesce(group_concat(' partner_' || lower(named.unit), ''), '')
    from (select p.value ->> 0 as unit from entry e join version v on v.entry = e.id and v.number = e.version
          join json_each(v.content, '$.partners') p where e.id = search_text.entry and p.value ->> 0 <> ''
          group by p.value ->> 0 order by min(p.key)) named
) where facets <> '' and exists (
    select 1 from entry e join version v on v.entry = e.id and v.number = e.version
    where e.id = search_text.entry and instr(v.content, '"partners":[[') and e.kind <> 'sensitive'
);
insert into search (search) values ('rebuild');

-- Results whose words were taken out of the index: what was taken out lies about in it until it is merged whole, which
-- is done in steps, each of them a turn. `begun`: a merge that takes it along is under way.
create table search_forgotten (
    entry integer primary key,
    begun integer not null default 0
) strict;
