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

-- The results: the entries that count.
create view result as select * from entry where status = 'received';

create index entry_result on entry (plan, made_at, unit) where status = 'received';
create index entry_unseen on entry (plan, made_at, unit) where status = 'received' and looked_at is null;
create index entry_planned on entry (plan, unit, number) where status = 'planned';

create trigger entry_counted after insert on entry when new.status = 'received' begin
    insert into result_count (plan, unit, entries, unseen) values (new.plan, new.unit, 1, new.looked_at is null)
    on conflict do update set entries = entries + 1, unseen = unseen + excluded.unseen;
end;
create trigger entry_counted_anew after update of status, looked_at on entry begin
    insert into result_count (plan, unit, entries, unseen) values (new.plan, new.unit, 0, 0) on conflict do nothing;
    update result_count set
        entries = entries + (new.status = 'received') - (old.status = 'received'),
        unseen = unseen + (new.status = 'received' and new.looked_at is null)
            - (old.status = 'received' and old.looked_at is null)
    where plan = new.plan and unit = new.unit;
end;
