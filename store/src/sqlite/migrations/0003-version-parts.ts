import type { Migration } from '../migrate.ts';

/** A row for each part that versions set or removed; `from` is the table that they are in, with a comma, or nothing. */
const partsOf = (version: string, from = '') => `
  SELECT ${version}.log, part.value ->> 0, ${version}.version FROM ${from} json_each(${version}.record, '$.set') AS part
  UNION ALL
  SELECT ${version}.log, part.value, ${version}.version FROM ${from} json_each(${version}.record, '$.removed') AS part`;

/**
 * Which versions of a log changed which part, so that the history of one thing is read without the rest of the log. A trigger
 * keeps it, also for a process that was started before this step and goes on committing.
 */
export const versionParts: Migration = {
  number: 3,
  name: 'version-parts',
  sql: `
    CREATE TABLE version_parts (
      log TEXT NOT NULL,
      part_key TEXT NOT NULL,
      version INTEGER NOT NULL,
      PRIMARY KEY (log, part_key, version)
    ) STRICT, WITHOUT ROWID;

    CREATE TRIGGER versions_parts AFTER INSERT ON versions BEGIN
      INSERT INTO version_parts (log, part_key, version) ${partsOf('new')};
    END;

    INSERT INTO version_parts (log, part_key, version) ${partsOf('versions', 'versions,')};
  `,
};
