-- What comes a release later: programs that do not know the column are too old.
update schema_facts set oldest_program = 1000;
