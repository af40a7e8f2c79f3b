-- Whose people may call, who they are, and with which keys they work in Clockify.

create table tenants (
    tenant text primary key check (tenant ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
    enabled boolean not null,
    -- What it takes away of what the operator allows. What a program cannot read lets nobody in.
    narrowing jsonb not null,
    workspace text,
    base_url text,
    issuers text[] not null,
    made timestamptz not null default now(),
    changed timestamptz not null default now()
);

-- Callers about whom something is to be kept: a token of theirs, the user that they are in Clockify,
-- or that they may not come in any more.
create table principals (
    tenant text not null references tenants on delete cascade,
    principal text not null check (principal <> ''),
    clockify_user text,
    -- SHA-256 of the token; null for those who are known in another way.
    token bytea check (length(token) = 32),
    revoked boolean not null default false,
    made timestamptz not null default now(),
    changed timestamptz not null default now(),
    primary key (tenant, principal)
);

-- Keys to Clockify, sealed with keys that are not in the database.
create table credentials (
    tenant text not null references tenants on delete cascade,
    -- Whose; '' where all of the tenant's people work with it.
    principal text not null,
    sealed bytea not null,
    -- Which key sealed it, to find what is to be sealed anew.
    sealed_by text not null,
    -- Another one for each key that is put here, for whoever keeps what belongs to a key.
    version bigint generated always as identity,
    -- Whom Clockify called its owner, when and in which workspace; null where nobody asked.
    clockify_user text,
    workspace text,
    checked timestamptz,
    -- When Clockify did not know it any more.
    refused timestamptz,
    changed timestamptz not null default now(),
    primary key (tenant, principal),
    check ((checked is null) = (clockify_user is null) and (checked is null) = (workspace is null))
);

do $$
declare
    shared text;
begin
    foreach shared in array array['tenants', 'principals', 'credentials'] loop
        execute format('alter table %I enable row level security', shared);
        execute format('alter table %I force row level security', shared);
        execute format(
            'create policy tenant_only on %I using (tenant = current_setting(''app.tenant'', true))',
            shared);
        execute format('create policy keeper_all on %I to ${keeper} using (true)', shared);
    end loop;
end $$;

-- A server reads who its callers are, and cannot change it. Keys it keeps for them.
grant select on tenants, principals to ${server};
grant select, insert, update, delete on credentials to ${server};
grant select, insert, update, delete on tenants, principals, credentials to ${keeper};

-- What works with them wants to know first that they are there.
grant select (version, success) on flyway_schema_history to ${keeper};
