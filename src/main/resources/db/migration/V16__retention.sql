-- Ended dossiers in the order in which they grow old.
CREATE INDEX dossier_ended ON dossier (as_of) WHERE present_status IN (3, 8, 10);

-- The one writer keeps the tables in step. A database that checks it would look through whole tables for each dossier
-- that is taken away, for what points at it is found by other keys.
${foreign-keys-go};
