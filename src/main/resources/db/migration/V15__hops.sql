-- What happened to a dossier's changes beside what their rows and the ledger of deliveries say: tries, answers, repetitions,
-- questions to its agency. The rows of a dossier lie together.
CREATE TABLE hop (
    dossier_id BIGINT   NOT NULL,
    at         BIGINT   NOT NULL,
    kind       TEXT     NOT NULL,
    -- that was told, asked, or told the hub
    system     TEXT     NOT NULL,
    -- of the change, or of the last one of those that went together; 0 if it is about no change
    position   BIGINT   NOT NULL,
    -- the how many-th try, or how often it was repeated
    times      INTEGER  NOT NULL,
    detail     TEXT,
    PRIMARY KEY (dossier_id, at, kind, system)
) ${clustered};
