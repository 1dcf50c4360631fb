-- Remember all rows and sequences of a database; CALL kept.restore() puts them back.
DROP SCHEMA IF EXISTS kept CASCADE;
CREATE SCHEMA kept;
CREATE TABLE kept._relation AS
SELECT c.relname AS name, string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) AS columns
FROM pg_class c
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
GROUP BY c.oid;
CREATE TABLE kept._sequence AS
SELECT format('public.%I', sequencename)::regclass AS name, last_value FROM pg_sequences WHERE schemaname = 'public';

DO $$
DECLARE each record;
BEGIN
    FOR each IN SELECT * FROM kept._relation LOOP
        EXECUTE format('CREATE TABLE kept.%1$I AS SELECT %2$s FROM public.%1$I', each.name, each.columns);
    END LOOP;
END $$;

CREATE PROCEDURE kept.restore() LANGUAGE plpgsql AS $$
DECLARE each record;
BEGIN
    -- Without triggers: ledgers and journals refuse to be changed.
    SET LOCAL session_replication_role = replica;
    FOR each IN SELECT * FROM kept._relation LOOP
        EXECUTE format('DELETE FROM public.%I', each.name);
        EXECUTE format(
            'INSERT INTO public.%1$I (%2$s) OVERRIDING SYSTEM VALUE SELECT %2$s FROM kept.%1$I', each.name, each.columns
        );
    END LOOP;
    PERFORM setval(name, coalesce(last_value, 1), last_value IS NOT NULL) FROM kept._sequence;
    -- How old the view of another service is, is real time; in an example nothing is stale.
    UPDATE consumer_cursor SET head_at = clock_timestamp();
END $$;
