-- What the replicas of one service share. Every table that has a tenant's rows shows a
-- transaction only those of the tenant that it names (set_config('app.tenant', …, true)); one that
-- names none sees nothing. The owner of the tables is held to it as well.

create table schema_facts (
    one boolean primary key default true check (one),
    -- The oldest program that may use this schema; a newer schema may be used by older programs
    -- down to this one, so that replicas can be replaced one after another.
    oldest_program integer not null
);
insert into schema_facts (oldest_program) values (1);

-- Confirmations that have been used.
create table redeemed (
    tenant text not null,
    nonce text not null,
    expires timestamptz not null,
    primary key (tenant, nonce)
);
create index redeemed_expires on redeemed (expires);

-- What was changed lately, with all that it takes to take it back.
create table journal (
    tenant text not null,
    principal text not null,
    clockify_user text not null,
    workspace text not null,
    id text not null,
    -- The order in which entries came first.
    place bigint generated always as identity,
    at timestamptz not null,
    entry bytea not null,
    primary key (tenant, principal, clockify_user, workspace, id)
);
create index journal_place on journal (tenant, principal, clockify_user, workspace, place desc);
create index journal_at on journal (at);

-- The audit log. The chain is over the bytes of the rows, by a key that is not in the database; the
-- columns beside them are for finding and are not trusted.
create table audit (
    tenant text not null,
    number bigint not null,
    at timestamptz not null,
    call text not null,
    line bytea not null,
    mac bytea not null,
    primary key (tenant, at, number)
) partition by range (at);
create index audit_number on audit (tenant, number);
create index audit_call on audit (tenant, call);
-- Where rows go for whose month nobody made a partition: late is better than lost.
create table audit_other partition of audit default;

-- One row for each tenant: where its chain ends. It is locked while a row is added, and gives the
-- numbers, since no unique index of a table in partitions could.
create table audit_head (
    tenant text primary key,
    number bigint not null,
    mac bytea not null
);

do $$
declare
    shared text;
begin
    foreach shared in array array['redeemed', 'journal', 'audit', 'audit_other', 'audit_head'] loop
        execute format('alter table %I enable row level security', shared);
        execute format('alter table %I force row level security', shared);
        execute format(
            'create policy tenant_only on %I using (tenant = current_setting(''app.tenant'', true))',
            shared);
    end loop;
end $$;

-- The server writes, and never changes or removes what was written of audit. It gets nothing on
-- partitions: a granted partition would go round the policy of its table.
grant usage on schema ${schema} to ${server}, ${keeper};
grant select on schema_facts to ${server}, ${keeper};
grant select, insert on redeemed to ${server};
grant select, insert, update, delete on journal to ${server};
grant select, insert on audit to ${server};
grant select, insert, update on audit_head to ${server};

-- The keeper removes what is over, of all tenants.
grant select, delete on redeemed, journal to ${keeper};
create policy keeper_all on redeemed to ${keeper} using (true);
create policy keeper_all on journal to ${keeper} using (true);
