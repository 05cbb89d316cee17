-- What was handed in for agencies. Its changes go the way of all changes; this is what is brought to the agencies.
CREATE TABLE submission (
    position     ${position},
    id           TEXT     NOT NULL UNIQUE,
    caller       TEXT     NOT NULL,
    -- what makes two sendings of one caller the same, and the digest of what was sent
    request_key  TEXT     NOT NULL,
    digest       TEXT     NOT NULL,
    act          TEXT     NOT NULL,
    system       TEXT     NOT NULL,
    agency       TEXT     NOT NULL,
    code         TEXT     NOT NULL,
    -- the dossier's number in the agency's system, as known then: the code again for a new one
    dossier_no   TEXT     NOT NULL,
    portal       TEXT     NOT NULL,
    content      ${bytes} NOT NULL,
    hash         TEXT     NOT NULL,
    received_at  BIGINT   NOT NULL,
    -- 1 when the change that tells of it is in the broker's journal
    journalled   SMALLINT NOT NULL DEFAULT 0,
    state        TEXT     NOT NULL,
    agency_no    TEXT,
    delivered_at BIGINT,
    problem      TEXT,
    -- null when it is delivered, or given up
    due_at       BIGINT,
    attempts     INTEGER  NOT NULL DEFAULT 0,
    -- 1 from the moment it is taken until it is known to have arrived
    doubt        SMALLINT NOT NULL DEFAULT 0,
    -- 0 what just happened, 1 what is replayed
    lane         SMALLINT NOT NULL DEFAULT 0,
    claimed_by    TEXT,
    claimed_until BIGINT,
    UNIQUE (caller, request_key)
);
CREATE INDEX submission_by_code ON submission (code, system);
CREATE UNIQUE INDEX submission_of_dossier ON submission (system, code) WHERE act = 'SUBMIT';
CREATE INDEX submission_waiting ON submission (system, lane, due_at) WHERE state <> 'DELIVERED';
CREATE INDEX submission_not_journalled ON submission (position) WHERE journalled = 0;

CREATE TABLE submission_attachment (
    submission_id TEXT     NOT NULL,
    place         INTEGER  NOT NULL,
    kind          TEXT     NOT NULL,
    name          TEXT     NOT NULL,
    media_type    TEXT     NOT NULL,
    size          BIGINT   NOT NULL,
    sha256        TEXT     NOT NULL,
    PRIMARY KEY (submission_id, place)
);
CREATE INDEX submission_attachment_by_content ON submission_attachment (sha256);

CREATE TABLE attachment (
    sha256      TEXT   NOT NULL PRIMARY KEY,
    size        BIGINT NOT NULL,
    media_type  TEXT   NOT NULL,
    uploaded_at BIGINT NOT NULL
);

CREATE INDEX attachment_by_age ON attachment (uploaded_at);

-- Who uploaded what, and so may name it: knowing a hash is not having the file.
CREATE TABLE attachment_upload (
    sha256     TEXT NOT NULL,
    caller     TEXT NOT NULL,
    media_type TEXT NOT NULL,
    PRIMARY KEY (sha256, caller)
);

-- The key by which links are signed, the same for all hubs on this database.
CREATE TABLE link_key (
    id    INTEGER  NOT NULL PRIMARY KEY,
    value ${bytes} NOT NULL
);
