-- What portals claim about dossiers, beside what the agencies tell.
ALTER TABLE status_change ADD COLUMN told_by TEXT;
ALTER TABLE status_change ADD COLUMN act TEXT;
-- a destination that is never told this change, for it came from there
ALTER TABLE status_change ADD COLUMN not_for TEXT;

-- the code under which a portal submitted it
ALTER TABLE dossier ADD COLUMN portal_code TEXT;
-- when a portal asked for it back, while the agency has not answered to that
ALTER TABLE dossier ADD COLUMN withdrawn_at BIGINT;
-- the portal whose claim its present change is
ALTER TABLE dossier ADD COLUMN present_teller TEXT;
CREATE INDEX dossier_by_portal_code ON dossier (portal_code) WHERE portal_code IS NOT NULL;
