-- What a next version might do while servers of this one run: every table gets a column, one gets
-- an index, and there is a table more.
do $$
declare
    each text;
begin
    for each in
        select c.relname from pg_class c
        where c.relnamespace = 'clockify_mcp'::regnamespace and c.relkind in ('r', 'p')
            and not c.relispartition and c.relname <> 'flyway_schema_history'
    loop
        execute format('alter table %I add column of_the_next_version text', each);
    end loop;
end $$;

create index audit_of_the_next_version on audit (tenant, of_the_next_version);
create table of_the_next_version (tenant text primary key);
