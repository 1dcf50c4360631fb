-- name: open
SELECT subject FROM invariant_breach WHERE invariant = :invariant AND ended_at IS NULL

-- name: keep
INSERT INTO invariant_breach (invariant, subject, found, first_seen_at)
VALUES (:invariant, :subject, CAST(:found AS jsonb), :now)

-- name: end
UPDATE invariant_breach SET ended_at = :now WHERE invariant = :invariant AND subject = :subject AND ended_at IS NULL
