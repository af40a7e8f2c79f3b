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

do $$
declare
    shared text;
begin
    foreach shared in array 
        array['sessions', 'tasks', 'buckets', 'keyed', 'recent'] loop
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
