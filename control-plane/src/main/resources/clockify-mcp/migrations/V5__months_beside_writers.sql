-- Makes a month's partition of the audit log, and moves there what was written while there was none.
--
-- Whoever names no tenant says that nothing was written for that month. Then those who write into
-- other months go on meanwhile: only the partition for the rest is locked, and looked through, when
-- the new one is attached. Postgres does not attach it if there was something after all.
--
-- Where rows are moved everybody waits: who has begun to read does not know of the new partition, and
-- would find a row that has been moved there nowhere.
create or replace function make_audit_month(month date, tenants text[]) returns boolean
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
