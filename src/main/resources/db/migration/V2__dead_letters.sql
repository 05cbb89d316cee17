CREATE TABLE dead_letter (
    id            ${position},
    connector     TEXT    NOT NULL,
    kind          TEXT    NOT NULL,
    origin        TEXT    NOT NULL,
    stage         TEXT    NOT NULL,
    detail_vi     TEXT    NOT NULL,
    detail_en     TEXT    NOT NULL,
    remedy_vi     TEXT    NOT NULL,
    remedy_en     TEXT    NOT NULL,
    pointer       TEXT,
    form          TEXT    NOT NULL,
    content_type  TEXT    NOT NULL,
    -- at most 1 MiB of it; original_size tells how much there was
    content       ${bytes} NOT NULL,
    original_size BIGINT  NOT NULL,
    -- of the whole original: tells a repetition
    digest        TEXT    NOT NULL,
    dossier_no    TEXT,
    state         TEXT    NOT NULL,
    times         INTEGER NOT NULL,
    first_at      BIGINT  NOT NULL,
    last_at       BIGINT  NOT NULL,
    closed_by     TEXT,
    closed_at     BIGINT
);
CREATE UNIQUE INDEX dead_letter_open ON dead_letter (connector, stage, digest) WHERE state = 'OPEN';
