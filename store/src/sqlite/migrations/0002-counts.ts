import type { Migration } from '../migrate.ts';

/** `count_pages` is what senders sent; marks say which minutes changed since they were added up into roll-ups. */
export const counts: Migration = {
  number: 2,
  name: 'counts',
  sql: `
    CREATE TABLE count_pages (
      environment TEXT NOT NULL,
      minute INTEGER NOT NULL,
      sender TEXT NOT NULL,
      page INTEGER NOT NULL,
      sequence INTEGER NOT NULL,
      rows TEXT NOT NULL CHECK (json_valid(rows)),
      PRIMARY KEY (environment, minute, sender, page)
    ) STRICT;
    CREATE INDEX count_pages_minute ON count_pages (minute, environment);

    CREATE TABLE count_marks (
      environment TEXT NOT NULL,
      minute INTEGER NOT NULL,
      stamp INTEGER NOT NULL,
      PRIMARY KEY (environment, minute)
    ) STRICT;
    CREATE INDEX count_marks_minute ON count_marks (minute, environment);

    CREATE TABLE count_rollups (
      level TEXT NOT NULL CHECK (level IN ('minute', 'hour', 'day')),
      environment TEXT NOT NULL,
      at INTEGER NOT NULL,
      flag TEXT NOT NULL,
      series TEXT NOT NULL CHECK (json_valid(series)),
      PRIMARY KEY (level, environment, at, flag)
    ) STRICT;
    CREATE INDEX count_rollups_at ON count_rollups (level, at, environment, flag);
    CREATE INDEX count_rollups_flag ON count_rollups (level, flag, at, environment);
    CREATE INDEX count_rollups_place ON count_rollups (level, environment, flag, at);
  `,
};
