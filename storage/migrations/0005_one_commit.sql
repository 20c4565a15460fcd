-- What is on its way to an address, so that a turn can tell whether its reply may go at once.
create index outbox_address on outbox (channel, chat, lane) where state in ('waiting', 'sending');
create index outbox_sending_to on outbox (channel, chat) where state = 'sending';
drop index outbox_sending;

-- How often anything was written that concerns a unit: what was read of it stands as long as this does.
create table revision (
    plan   text not null,
    unit   text not null,
    number integer not null,
    primary key (plan, unit)
) strict, without rowid;
create trigger revised_by_entry after insert on entry begin
    insert into revision (plan, unit, number) values (new.plan, new.unit, 1) on conflict do update set number = number + 1;
end;
create trigger revised_by_entry_change after update on entry begin
    insert into revision (plan, unit, number) values (new.plan, new.unit, 1) on conflict do update set number = number + 1;
end;
create trigger revised_by_obligation after insert on obligation begin
    insert into revision (plan, unit, number) values (new.plan, new.unit, 1) on conflict do update set number = number + 1;
end;
create trigger revised_by_obligation_change after update on obligation begin
    insert into revision (plan, unit, number) values (new.plan, new.unit, 1) on conflict do update set number = number + 1;
end;
create trigger revised_by_member after insert on member when new.plan is not null and new.unit is not null begin
    insert into revision (plan, unit, number) values (new.plan, new.unit, 1) on conflict do update set number = number + 1;
end;
create trigger revised_by_member_change after update on member when new.plan is not null and new.unit is not null begin
    insert into revision (plan, unit, number) values (new.plan, new.unit, 1) on conflict do update set number = number + 1;
end;
create trigger revised_by_evidence after insert on evidence when new.plan is not null and new.unit is not null begin
    insert into revision (plan, unit, number) values (new.plan, new.unit, 1) on conflict do update set number = number + 1;
end;
create trigger revised_by_evidence_change after update on evidence when new.plan is not null and new.unit is not null begin
    insert into revision (plan, unit, number) values (new.plan, new.unit, 1) on conflict do update set number = number + 1;
end;
create trigger revised_by_evidence_end after delete on evidence when old.plan is not null and old.unit is not null begin
    insert into revision (plan, unit, number) values (old.plan, old.unit, 1) on conflict do update set number = number + 1;
end;
create trigger revised_by_standing after insert on standing begin
    insert into revision (plan, unit, number) select plan, unit, 1 from obligation where id = new.obligation
    on conflict do update set number = number + 1;
end;
create trigger revised_by_standing_change after update on standing begin
    insert into revision (plan, unit, number) select plan, unit, 1 from obligation where id = new.obligation
    on conflict do update set number = number + 1;
end;
create trigger revised_by_task_handed after insert on member_task begin
    insert into revision (plan, unit, number) select plan, unit, 1 from member where id = new.member
    on conflict do update set number = number + 1;
end;
create trigger revised_by_task_taken_back after delete on member_task begin
    insert into revision (plan, unit, number) select plan, unit, 1 from member where id = old.member
    on conflict do update set number = number + 1;
end;
