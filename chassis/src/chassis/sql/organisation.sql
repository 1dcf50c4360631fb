-- name: upsert_branch
INSERT INTO org_branch (branch_id, code, parent_id, path, name, level, active, version)
VALUES (:branch_id, :code, :parent_id, :path, :name, :level, :active, :version)
ON CONFLICT (branch_id) DO UPDATE SET code = excluded.code, parent_id = excluded.parent_id,
path = excluded.path, name = excluded.name, level = excluded.level, active = excluded.active,
version = excluded.version WHERE org_branch.version <= excluded.version

-- name: upsert_person
INSERT INTO org_person (person_id, subject, name, home_branch_id, manager_id, roles, active, version)
VALUES (:person_id, :subject, :name, :home_branch_id, :manager_id, CAST(:roles AS jsonb), :active, :version)
ON CONFLICT (person_id) DO UPDATE SET subject = excluded.subject, name = excluded.name,
home_branch_id = excluded.home_branch_id, manager_id = excluded.manager_id, roles = excluded.roles,
active = excluded.active, version = excluded.version WHERE org_person.version <= excluded.version

-- name: upsert_year
INSERT INTO calendar_year (year, holidays, make_up_days, known_until, version)
VALUES (:year, :holidays, :make_up_days, :known_until, :version)
ON CONFLICT (year) DO UPDATE SET holidays = excluded.holidays, make_up_days = excluded.make_up_days,
known_until = excluded.known_until, version = excluded.version WHERE calendar_year.version <= excluded.version
