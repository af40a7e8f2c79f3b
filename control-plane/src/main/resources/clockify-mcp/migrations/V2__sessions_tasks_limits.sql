-- Which migrations there were, for a program that needs the newest it knows.
grant select (version, success) on flyway_schema_history to ${server};

-- Sessions of older revisions, by the SHA-256 of their id: whoever knows an id and is its principal
-- may use the session, so the id itself is nowhere here.
create table sessions (
    tenant text not null,
    digest bytea not null,
    principal text not null,
    -- In order, with a space between them: with other scopes it is another's session.
    scopes text not null,
    path text not null,
    revision text not null,
    introduction text not null,
    -- Of what the client has set: one more each time.
    version bigint not null,
    state bytea not null,
    seen timestamptz not null,
    until timestamptz not null,
    primary key (tenant, digest)
);
create index sessions_principal on sessions (tenant, principal, until);
create index sessions_until on sessions (until);

-- A row for each session of whichever tenant, so that all of them can be counted by somebody who may
-- see one tenant's sessions only. It says nothing of whose it is.
create table session_places (
    digest bytea primary key,
    until timestamptz not null
);
create index session_places_until on session_places (until);

-- Work that outlives its request, as it stands.
create table tasks (
    tenant text not null,
    principal text not null,
    id text not null,
    expires timestamptz not null,
    task bytea not null,
    primary key (tenant, principal, id)
);
create index tasks_expires on tasks (expires);

-- How many calls a minute somebody has left. A principal's and a tenant's bucket is the tenant's; those
-- that tenants share are those of no tenant, which is ''.
create table buckets (
    tenant text not null,
    bucket bytea not null,
    tokens double precision not null,
    filled timestamptz not null,
    primary key (tenant, bucket)
);
create index buckets_filled on buckets (filled);

-- Takes up to so many tokens of a bucket, by the clock of the database; a negative number puts them
-- back. It says how many it took and, when there was none, in how many seconds there will be one.
create function take_tokens(
    of_tenant text, of_bucket bytea, capacity integer, wanted integer,
    out granted integer, out wait double precision)
language plpgsql set search_path = ${schema}, pg_temp as $$
declare
    held double precision;
    since timestamptz;
    at timestamptz;
begin
    loop
        select tokens, filled into held, since from buckets
        where tenant = of_tenant and bucket = of_bucket for update;
        exit when found;
        insert into buckets values (of_tenant, of_bucket, capacity, clock_timestamp())
        on conflict do nothing;
    end loop;
    at := clock_timestamp();
    held := least(
        capacity, held + greatest(0, extract(epoch from at - since)) * capacity / 60.0);
    granted := least(wanted, floor(held)::integer);
    held := least(capacity, held - granted);
    wait := case when granted = 0 then (1 - held) * 60.0 / capacity else 0 end;
    update buckets set tokens = held, filled = at
    where tenant = of_tenant and bucket = of_bucket;
end $$;
revoke execute on function take_tokens from public;
grant execute on function take_tokens to ${server};

-- What was looked up for somebody, such as the ids of names, so that it need not be asked again. Keys
-- are bytes: they have in them what people type.
create table keyed (
    tenant text not null,
    owner text not null,
    purpose text not null,
    key bytea not null,
    -- The order in which values were put last.
    place bigint generated always as identity,
    value bytea not null,
    until timestamptz not null,
    primary key (tenant, owner, purpose, key)
);
create index keyed_place on keyed (tenant, owner, purpose, place desc);
create index keyed_until on keyed (until);

-- When something happened lately, as often as is worth knowing.
create table recent (
    tenant text not null,
    what bytea not null,
    instants timestamptz[] not null,
    until timestamptz not null,
    primary key (tenant, what)
);
create index recent_until on recent (until);

-- Where a tenant's chain begins after its older months were removed: the last line of what was
-- removed, in a chain of its own by the key that is not in the database.
create table audit_checkpoints (
    tenant text not null,
    place bigint generated always as identity,
    line bytea not null,
    mac bytea not null,
    primary key (tenant, place)
);

-- A month of the audit log is a partition of its own, in UTC. The keeper owns no table; these
-- functions are all that it can do with partitions, and they run as the owner. No policy is lifted
-- for them: they name one tenant after the other.

-- Makes a month's partition of the audit log, and moves there what was written while there was none.
--
-- Whoever names no tenant says that nothing was written for that month. Then those who write into
-- other months go on meanwhile: only the partition for the rest is locked, and looked through, when
-- the new one is attached. Postgres does not attach it if there was something after all.
--
-- Where rows are moved everybody waits: who has begun to read does not know of the new partition, and
-- would find a row that has been moved there nowhere.
create function make_audit_month(month date, tenants text[]) returns boolean
language plpgsql security definer set search_path = ${schema}, pg_temp as $$
declare
    name text := 'audit_' || to_char(month, 'YYYY_MM');
    begins timestamptz := month::timestamp at time zone 'UTC';
    ends timestamptz := (month + interval '1 month') at time zone 'UTC';
    one text;
begin
    if month <> date_trunc('month', month::timestamp)::date
            or begins > now() + interval '3 months' then
        raise exception 'it is no month, or one that is too far away';
    end if;
    if cardinality(tenants) = 0 then
        lock table audit in share update exclusive mode;
    else
        lock table audit in access exclusive mode;
    end if;
    if to_regclass(name) is not null then
        return false;
    end if;
    execute format('create table %I (like audit including all)', name);
    foreach one in array tenants loop
        perform set_config('app.tenant', one, true);
        execute format(
            'with moved as ('
            ' delete from audit_other where tenant = $1 and at >= $2 and at < $3 returning *'
            ') insert into %I select * from moved', name) using one, begins, ends;
    end loop;
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
        'create policy tenant_only on %I using (tenant = current_setting(''app.tenant'', true))',
        name);
    execute format(
        'alter table audit attach partition %I for values from (%L) to (%L)', name, begins, ends);
    return true;
end $$;

-- The name of a month that has been over for 31 days at least.
create function over_audit_month(month date) returns text
language plpgsql set search_path = ${schema}, pg_temp as $$
begin
    if month <> date_trunc('month', month::timestamp)::date
            or (month + interval '1 month') at time zone 'UTC' > now() - interval '31 days' then
        raise exception 'it is no month, or one that is not over for long';
    end if;
    return 'audit_' || to_char(month, 'YYYY_MM');
end $$;

-- A tenant's last line of such a month, and how many it has. Nothing is added to the month until the
-- end of the transaction, in which it is to be dropped.
create function last_of_audit_month(month date, of_tenant text)
returns table (last_line bytea, last_mac bytea, lines bigint)
language plpgsql security definer set search_path = ${schema}, pg_temp as $$
declare
    name text := over_audit_month(month);
begin
    execute format('lock table %I in share mode', name);
    perform set_config('app.tenant', of_tenant, true);
    return query execute format(
        'select line, mac, (select count(*) from %1$I where tenant = $1)'
        ' from %1$I where tenant = $1 order by number desc limit 1', name) using of_tenant;
end $$;

create function drop_audit_month(month date) returns void
language plpgsql security definer set search_path = ${schema}, pg_temp as $$
begin
    execute format('drop table %I', over_audit_month(month));
end $$;

revoke execute on function
    make_audit_month, over_audit_month, last_of_audit_month, drop_audit_month from public;
grant execute on function make_audit_month, last_of_audit_month, drop_audit_month to ${keeper};
grant select on audit_checkpoints to ${server};
grant select, insert on audit_checkpoints to ${keeper};
-- Whose logs there are, and for which months there is something in the partition for the rest.
grant select (tenant) on audit_head to ${keeper};
grant select (at) on audit_other to ${keeper};
create policy keeper_reads on audit_head for select to ${keeper} using (true);
create policy keeper_reads on audit_other for select to ${keeper} using (true);

do $$
declare
    shared text;
begin
    foreach shared in array 
        array['sessions', 'tasks', 'buckets', 'keyed', 'recent', 'audit_checkpoints'] loop
        execute format('alter table %I enable row level security', shared);
        execute format('alter table %I force row level security', shared);
        execute format(
            'create policy tenant_only on %I using (tenant = current_setting(''app.tenant'', true))',
            shared);
        execute format('create policy keeper_all on %I to ${keeper} using (true)', shared);
    end loop;
end $$;

grant select, insert, update, delete on sessions, session_places to ${server};
grant select, insert, update, delete on keyed to ${server};
grant select, insert, update on tasks, buckets, recent to ${server};
grant select, delete on sessions, session_places, tasks, buckets, keyed, recent to ${keeper};
