-- Which hub is telling a dossier to a destination now, and until when it may take that for granted.
ALTER TABLE delivery ADD COLUMN claimed_by TEXT;
ALTER TABLE delivery ADD COLUMN claimed_until BIGINT;
-- 0 for what just happened; 1 for what is replayed, which lets that pass
ALTER TABLE delivery ADD COLUMN lane SMALLINT NOT NULL DEFAULT 0;
DROP INDEX delivery_waiting;
CREATE INDEX delivery_waiting ON delivery (destination, lane, due_at, waiting_since) WHERE waiting_since IS NOT NULL;

-- Destinations whose queue is held, since they are away.
CREATE TABLE delivery_hold (
    destination TEXT    NOT NULL PRIMARY KEY,
    since       BIGINT  NOT NULL,
    held_until  BIGINT  NOT NULL,
    failures    INTEGER NOT NULL,
    kind        TEXT    NOT NULL,
    origin      TEXT    NOT NULL,
    stage       TEXT    NOT NULL,
    detail_vi   TEXT    NOT NULL,
    detail_en   TEXT    NOT NULL,
    remedy_vi   TEXT    NOT NULL,
    remedy_en   TEXT    NOT NULL
);
