CREATE TABLE reconciliation_report (
    id         ${position},
    agency     TEXT   NOT NULL,
    -- LIST, LOOK_UP, NONE
    way        TEXT   NOT NULL,
    state      TEXT   NOT NULL,
    started_by TEXT   NOT NULL,
    started_at BIGINT NOT NULL,
    ended_at   BIGINT,
    compared   BIGINT NOT NULL,
    asked      BIGINT NOT NULL,
    -- CAUSE=NUMBER, with spaces between
    counts     TEXT   NOT NULL,
    persisting BIGINT NOT NULL,
    problem    TEXT
);

CREATE TABLE reconciliation_difference (
    report     BIGINT  NOT NULL,
    number     INTEGER NOT NULL,
    -- the agency or portal that differs from the hub
    place      TEXT    NOT NULL,
    cause      TEXT    NOT NULL,
    dossier_no TEXT    NOT NULL,
    there      TEXT    NOT NULL,
    hub        TEXT    NOT NULL,
    since      BIGINT  NOT NULL,
    repaired   TEXT,
    PRIMARY KEY (report, number)
) ${clustered};
CREATE INDEX reconciliation_difference_by_dossier ON reconciliation_difference (report, dossier_no);

-- What an agency's list says while it is compared, so that it is sorted on disk and not in memory.
CREATE TABLE reconciliation_seen (
    report    BIGINT   NOT NULL,
    source_no TEXT     NOT NULL,
    status    SMALLINT NOT NULL,
    rank      BIGINT   NOT NULL,
    PRIMARY KEY (report, source_no)
) ${clustered};
