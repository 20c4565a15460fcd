-- What has become of an entry has one name, and which entries count is said in one place.

drop trigger entry_counted;
drop trigger entry_counted_anew;
drop index entry_standing;
drop index entry_planned;
drop index entry_unseen;

alter table entry add column status text not null default 'received'; -- planned | received | withdrawn
update entry set status = 'planned', kind = 'activity' where kind = 'planned';
update entry set status = 'withdrawn' where state = 'withdrawn';
update entry set kind = 'sensitive' where kind = 'status'; -- activity | cumulative | sensitive
alter table entry drop column state;

-- Since when nobody of the office has opened what an entry says now; null: somebody has. It locks nothing.
alter table entry add column unseen_since text;
update entry set unseen_since = made_at where looked_at is null;
alter table entry drop column looked_at;

-- The results: the entries that count.
create view result as select * from entry where status = 'received';

create index entry_result on entry (plan, made_at, unit) where status = 'received';
create index entry_unseen on entry (plan, unseen_since, unit) where status = 'received' and unseen_since is not null;
create index entry_planned on entry (plan, unit, number) where status = 'planned';

create trigger entry_counted after insert on entry when new.status = 'received' begin
    insert into result_count (plan, unit, entries, unseen) values (new.plan, new.unit, 1, new.unseen_since is not null)
    on conflict do update set entries = entries + 1, unseen = unseen + excluded.unseen;
end;
create trigger entry_counted_anew after update of status, unseen_since on entry begin
    insert into result_count (plan, unit, entries, unseen) values (new.plan, new.unit, 0, 0) on conflict do nothing;
    update result_count set
        entries = entries + (new.status = 'received') - (old.status = 'received'),
        unseen = unseen + (new.status = 'received' and new.unseen_since is not null)
            - (old.status = 'received' and old.unseen_since is not null)
    where plan = new.plan and unit = new.unit;
end;

-- It was never used.
drop table meta;
