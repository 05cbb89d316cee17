-- What somebody made of an original before sending it again. The original itself stays as it came.
CREATE TABLE dead_letter_version (
    letter_id BIGINT   NOT NULL REFERENCES dead_letter (id) ON DELETE CASCADE,
    version   INTEGER  NOT NULL,
    content   ${bytes} NOT NULL,
    edited_by TEXT     NOT NULL,
    edited_at BIGINT   NOT NULL,
    PRIMARY KEY (letter_id, version)
);

-- Replays of many dead letters at a bounded rate. The selection is JSON; next_id says how far it has come.
CREATE TABLE replay_run (
    id          ${id},
    node        TEXT    NOT NULL,
    asked_by    TEXT    NOT NULL,
    selection   TEXT    NOT NULL,
    per_second  INTEGER NOT NULL,
    state       TEXT    NOT NULL,
    next_id     BIGINT  NOT NULL,
    last_id     BIGINT  NOT NULL,
    total       BIGINT  NOT NULL,
    sent        BIGINT  NOT NULL,
    superseded  BIGINT  NOT NULL,
    failed      BIGINT  NOT NULL,
    started_at  BIGINT  NOT NULL,
    ended_at    BIGINT
);
CREATE INDEX dead_letter_by_connector ON dead_letter (connector, id);
CREATE INDEX dead_letter_by_dossier ON dead_letter (dossier_no, id) WHERE dossier_no IS NOT NULL;
