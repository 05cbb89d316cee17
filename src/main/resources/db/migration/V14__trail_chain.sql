-- What was noted before there was a chain; retention takes it away by age.
ALTER TABLE trail RENAME TO trail_before_chain;

-- Each hub node writes a chain of its own.
CREATE TABLE trail_chain (
    id       ${id},
    name     TEXT   NOT NULL UNIQUE,
    begun_at BIGINT NOT NULL
);

-- Acts of one actor, verb, outcome and door that came closely one after the other share an entry.
CREATE TABLE trail_entry (
    chain    BIGINT   NOT NULL,
    -- from 1, without gaps
    number   BIGINT   NOT NULL,
    -- of the first act
    at       BIGINT   NOT NULL,
    actor    TEXT     NOT NULL,
    verb     TEXT     NOT NULL,
    outcome  TEXT     NOT NULL,
    door     TEXT     NOT NULL,
    -- a line for each act: microseconds after the first one's time, a space, the subject
    subjects TEXT     NOT NULL,
    -- of this entry and the hash before it
    hash     ${bytes} NOT NULL,
    PRIMARY KEY (chain, number)
) ${clustered};

-- A day of a chain. A closed one stays when its entries are removed.
CREATE TABLE trail_segment (
    chain      BIGINT   NOT NULL,
    number     BIGINT   NOT NULL,
    day        TEXT     NOT NULL,
    first      BIGINT   NOT NULL,
    start_hash ${bytes} NOT NULL,
    -- the rest is null while it is open
    last       BIGINT,
    end_hash   ${bytes},
    digest     ${bytes},
    closed_at  BIGINT,
    -- set before the first of its entries is removed
    removed_at BIGINT,
    PRIMARY KEY (chain, number)
);
