-- How far the feed has been published on the broker.
CREATE TABLE feed_cursor (
    name     TEXT   NOT NULL PRIMARY KEY,
    position BIGINT NOT NULL
);
