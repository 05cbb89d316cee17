-- When the present hold began: one that began later than now was written by a clock that was ahead.
ALTER TABLE delivery_hold ADD COLUMN begun_at BIGINT;
