-- Times are microseconds since 1970-01-01T00:00Z.

-- What was known of a dossier, as canonical JSON. A row never changes: new facts are a new row.
CREATE TABLE dossier_facts (
    id    ${id},
    facts ${bytes} NOT NULL
);

CREATE TABLE dossier (
    id                ${id},
    source_system     TEXT     NOT NULL,
    source_no         TEXT     NOT NULL,
    national_code     TEXT,
    alt_code          TEXT,
    facts_id          BIGINT   NOT NULL REFERENCES dossier_facts (id),
    present_change_id TEXT     NOT NULL,
    present_rank      BIGINT   NOT NULL,
    present_status    SMALLINT NOT NULL,
    as_of             BIGINT   NOT NULL,
    -- The number first: a look-up by code names no system.
    UNIQUE (source_no, source_system)
);
CREATE INDEX dossier_by_national_code ON dossier (national_code) WHERE national_code IS NOT NULL;
CREATE INDEX dossier_by_alt_code ON dossier (alt_code) WHERE alt_code IS NOT NULL;

-- The history of every dossier, and at the same time the feed.
CREATE TABLE status_change (
    position        ${position},
    dossier_id      BIGINT   NOT NULL REFERENCES dossier (id),
    change_id       TEXT     NOT NULL,
    origin          TEXT     NOT NULL,
    facts_id        BIGINT   NOT NULL REFERENCES dossier_facts (id),
    rank            BIGINT   NOT NULL,
    flag            TEXT     NOT NULL,
    status          SMALLINT NOT NULL,
    agency_code     TEXT     NOT NULL,
    agency_sub_code TEXT,
    happened_at     BIGINT   NOT NULL,
    sequence        BIGINT,
    officer         TEXT,
    title           TEXT,
    unit            TEXT,
    note            TEXT,
    step_due_at     BIGINT,
    observed_at     BIGINT   NOT NULL,
    accepted_at     BIGINT   NOT NULL,
    UNIQUE (dossier_id, change_id)
);
CREATE INDEX status_change_by_origin ON status_change (origin, position);

-- What each destination has been told of each dossier. Among changes that are not late, positions are in the dossier's
-- order, so one position says how far a destination is.
CREATE TABLE delivery (
    destination      TEXT     NOT NULL,
    dossier_id       BIGINT   NOT NULL REFERENCES dossier (id),
    told_position    BIGINT   NOT NULL,
    pending_position BIGINT   NOT NULL,
    -- null while nothing is to be told
    waiting_since    BIGINT,
    -- null while nothing is to be told, or when it was given up
    due_at           BIGINT,
    attempts         INTEGER  NOT NULL DEFAULT 0,
    -- 1 from the moment it is taken until it is known to have arrived
    doubt            SMALLINT NOT NULL DEFAULT 0,
    problem          TEXT,
    PRIMARY KEY (destination, dossier_id)
);
CREATE INDEX delivery_waiting ON delivery (destination, due_at, waiting_since) WHERE waiting_since IS NOT NULL;

-- Systems that were ever told something.
CREATE TABLE destination (
    id              TEXT   NOT NULL PRIMARY KEY,
    last_success_at BIGINT NOT NULL
);
