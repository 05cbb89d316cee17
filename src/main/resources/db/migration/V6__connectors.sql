-- Connectors that were registered through the API, each version whole.
CREATE TABLE connector_version (
    connector   TEXT   NOT NULL,
    version     BIGINT NOT NULL,
    -- of all files: an unchanged content makes no new version
    digest      TEXT   NOT NULL,
    -- a zip
    files       ${bytes} NOT NULL,
    author      TEXT   NOT NULL,
    made_at     BIGINT NOT NULL,
    remark      TEXT,
    approver    TEXT,
    approved_at BIGINT,
    PRIMARY KEY (connector, version)
);

-- What people want of connectors: of every registered one, and of those in the folder that somebody paused or restarted.
CREATE TABLE connector_standing (
    connector  TEXT   NOT NULL PRIMARY KEY,
    -- draft, active, paused, stopped
    lifecycle  TEXT   NOT NULL,
    -- the version in force; null for a draft, and for a connector of the folder
    version    BIGINT,
    restarts   BIGINT NOT NULL,
    changed_by TEXT   NOT NULL,
    changed_at BIGINT NOT NULL
);

-- One row that counts the changes to both, so that other hubs on this database see that there is one.
CREATE TABLE connector_revision (
    revision BIGINT NOT NULL
);
INSERT INTO connector_revision (revision) VALUES (0);
