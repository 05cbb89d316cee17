CREATE TABLE trail (
    id      ${position},
    at      BIGINT NOT NULL,
    actor   TEXT   NOT NULL,
    verb    TEXT   NOT NULL,
    subject TEXT   NOT NULL,
    outcome TEXT   NOT NULL,
    door    TEXT   NOT NULL
);
