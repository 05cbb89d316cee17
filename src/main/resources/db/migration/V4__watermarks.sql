-- How far each polled system has been read.
CREATE TABLE watermark (
    system_id TEXT   NOT NULL PRIMARY KEY,
    value     TEXT   NOT NULL,
    moved_at  BIGINT NOT NULL
);
