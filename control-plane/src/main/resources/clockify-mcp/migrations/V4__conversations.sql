-- What is said in sessions of older revisions and concerns another replica than the one that got it.
-- Sessions stand here by a digest of their ids, since whoever knows an id may use it.

-- Numbers of claims only grow, also for a session whose row is gone.
create sequence conversation_claims;

-- Who got the last GET of a session: nobody who claimed its stream before still holds it. Looked at
-- by those who may have missed that they were told.
create table conversation_streams (
    tenant text not null,
    session bytea not null,
    claim bigint not null,
    expires timestamptz not null,
    primary key (tenant, session)
);
create index conversation_streams_expires on conversation_streams (expires);

-- Messages on their way. One that a replica wants gets that replica's name, for one of them only;
-- it is removed when it was taken.
create table conversation_letters (
    tenant text not null,
    session bytea not null,
    number bigint generated always as identity,
    way text not null check (way in ('SAID', 'TOLD')),
    message text not null,
    taken_by text,
    expires timestamptz not null,
    primary key (tenant, session, number)
);
create index conversation_letters_expires on conversation_letters (expires);

do $$
declare
    shared text;
begin
    foreach shared in array array['conversation_streams', 'conversation_letters'] loop
        execute format('alter table %I enable row level security', shared);
        execute format('alter table %I force row level security', shared);
        execute format(
            'create policy tenant_only on %I using (tenant = current_setting(''app.tenant'', true))',
            shared);
    end loop;
end $$;

grant usage on sequence conversation_claims to ${server};
grant select, insert, update, delete on conversation_streams, conversation_letters to ${server};

-- The keeper removes what is over, of all tenants.
grant select, delete on conversation_streams, conversation_letters to ${keeper};
create policy keeper_all on conversation_streams to ${keeper} using (true);
create policy keeper_all on conversation_letters to ${keeper} using (true);
