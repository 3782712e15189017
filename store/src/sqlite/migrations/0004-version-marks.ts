import type { Migration } from '../migrate.ts';

/** `from` is the table that the versions are in, with a comma, or nothing; `keys` the keys of their parts. */
const keysOf = (version: string, from: string) => `
  SELECT ${version}.log AS log, part.value ->> 0 AS part_key, ${version}.version AS version
    FROM ${from} json_each(${version}.record, '$.set') AS part
  UNION ALL
  SELECT ${version}.log, part.value, ${version}.version FROM ${from} json_each(${version}.record, '$.removed') AS part`;

const nounsOf = (keys: string) =>
  `SELECT DISTINCT log, 'noun=' || substr(part_key, 1, instr(part_key || '/', '/') - 1), version FROM (${keys})`;

const saidOf = (version: string, from: string) => `
  SELECT ${version}.log, 'kind=' || (${version}.record ->> '$.kind'), ${version}.version ${from}
  UNION ALL
  SELECT ${version}.log, 'who=' || (${version}.record ->> '$.who.kind') || '/' || (${version}.record ->> '$.who.id'),
    ${version}.version ${from}`;

/**
 * The history of everything is searched by noun, kind and person as well as by part: their marks stand beside the keys of parts
 * (`log/marks.ts`).
 */
export const versionMarks: Migration = {
  number: 4,
  name: 'version-marks',
  sql: `
    DROP TRIGGER versions_parts;

    CREATE TRIGGER versions_marks AFTER INSERT ON versions BEGIN
      INSERT INTO version_parts (log, part_key, version)
        ${keysOf('new', '')} UNION ALL ${nounsOf(keysOf('new', ''))} UNION ALL ${saidOf('new', '')};
    END;

    INSERT INTO version_parts (log, part_key, version)
      ${nounsOf('SELECT log, part_key, version FROM version_parts')} UNION ALL ${saidOf('versions', 'FROM versions')};
  `,
};
