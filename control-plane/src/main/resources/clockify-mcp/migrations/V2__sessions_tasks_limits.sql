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

do $$
declare
    shared text;
begin
    foreach shared in array array['sessions', 'tasks'] loop
        execute format('alter table %I enable row level security', shared);
        execute format('alter table %I force row level security', shared);
        execute format(
            'create policy tenant_only on %I using (tenant = current_setting(''app.tenant'', true))',
            shared);
        execute format('create policy keeper_all on %I to ${keeper} using (true)', shared);
    end loop;
end $$;

grant select, insert, update, delete on sessions, session_places to ${server};
grant select, insert, update on tasks to ${server};
grant select, delete on sessions, session_places, tasks to ${keeper};
