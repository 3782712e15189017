/** `Between` has no marks, `Marked` has one or more, `windowEnd` is the version that ends so many with the first mark. */
function findVersions<Order extends string>(order: Order, direction: 'ASC' | 'DESC') {
  const marked = `log = ? AND part_key = ? AND version > ? AND version < ?`;
  return {
    [`between${order}`]: `SELECT version, record FROM versions WHERE log = ? AND version > ? AND version < ?
      ORDER BY version ${direction} LIMIT ?`,
    [`marked${order}`]: `SELECT versions.version, versions.record FROM version_parts AS found CROSS JOIN versions
      ON versions.log = found.log AND versions.version = found.version
      WHERE found.log = ? AND found.part_key = ? AND found.version > ? AND found.version < ?
        AND NOT EXISTS (SELECT 1 FROM json_each(?) AS wanted WHERE NOT EXISTS (
          SELECT 1 FROM version_parts AS other
          WHERE other.log = found.log AND other.part_key = wanted.value AND other.version = found.version))
      ORDER BY found.version ${direction} LIMIT ?`,
    [`windowEnd${order}`]: `SELECT version FROM version_parts WHERE ${marked}
      ORDER BY version ${direction} LIMIT 1 OFFSET ?`,
  } as Record<`${'between' | 'marked' | 'windowEnd'}${Order}`, string>;
}

/** All fixed statements of the adapter, so that a test can check their query plans. */
export const queries = {
  putPart: 'INSERT INTO parts (digest, text) VALUES (?, ?) ON CONFLICT (digest) DO NOTHING',
  getParts: `SELECT parts.digest, parts.text FROM json_each(?) AS wanted
    CROSS JOIN parts ON parts.digest = wanted.value`,
  hasIdempotencyKey: 'SELECT 1 FROM versions WHERE log = ? AND idempotency_key = ?',
  append: 'INSERT INTO versions (log, version, epoch, idempotency_key, record) VALUES (?, ?, ?, ?, ?)',
  read: 'SELECT version, record FROM versions WHERE log = ? AND version > ? ORDER BY version LIMIT ?',
  ...findVersions('NewestFirst', 'DESC'),
  ...findVersions('OldestFirst', 'ASC'),
  findByIdempotencyKey: 'SELECT version, record FROM versions WHERE log = ? AND idempotency_key = ?',
  /** Finds each log by the index; a GROUP BY would read every version. */
  heads: `WITH RECURSIVE logs (log) AS (
      SELECT min(log) FROM versions
      UNION ALL
      SELECT (SELECT min(log) FROM versions WHERE versions.log > logs.log) FROM logs WHERE logs.log IS NOT NULL
    )
    SELECT head.log, head.version, head.epoch FROM logs CROSS JOIN versions AS head
      ON head.log = logs.log
      AND head.version = (SELECT max(version) FROM versions WHERE versions.log = logs.log)`,
  lease: `INSERT INTO leases (job, holder, until) VALUES (:job, :holder, :until)
    ON CONFLICT (job) DO UPDATE SET holder = excluded.holder, until = excluded.until
    WHERE leases.holder = excluded.holder OR leases.until <= :now`,
  insertRecord: 'INSERT INTO records (collection, id, row) VALUES (?, ?, ?)',
  updateRecord: 'UPDATE records SET row = ? WHERE collection = ? AND id = ?',
  putCounts: `INSERT INTO count_pages (environment, minute, sender, page, sequence, rows)
    VALUES (:environment, :minute, :sender, :page, :sequence, :rows)
    ON CONFLICT (environment, minute, sender, page)
    DO UPDATE SET sequence = excluded.sequence, rows = excluded.rows WHERE excluded.sequence > sequence`,
  markCounts: `INSERT INTO count_marks (environment, minute, stamp) VALUES (?, ?, random() & 0x1FFFFFFFFFFFFF)
    ON CONFLICT (environment, minute) DO UPDATE SET stamp = excluded.stamp`,
  countMarks:
    'SELECT environment, minute, stamp FROM count_marks WHERE minute >= 0 ORDER BY minute, environment LIMIT ?',
  unmarkCounts: 'DELETE FROM count_marks WHERE environment = ? AND minute = ? AND stamp = ?',
  countPages: `SELECT sender, page, sequence, rows FROM count_pages
    WHERE environment = ? AND minute = ? AND (sender, page) > (?, ?) ORDER BY sender, page LIMIT ?`,
  oldCountMinutes: `SELECT DISTINCT environment, minute FROM count_pages INDEXED BY count_pages_minute
    WHERE minute < ? ORDER BY minute, environment LIMIT ?`,
  clearRollup: `DELETE FROM count_rollups WHERE level = ? AND environment = ? AND at = ?
    AND flag NOT IN (SELECT value FROM json_each(?))`,
  putRollup: `INSERT INTO count_rollups (level, environment, at, flag, series) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (level, environment, at, flag) DO UPDATE SET series = excluded.series WHERE series <> excluded.series`,
  rollupsOfFlag: `SELECT level, environment, at, flag, series FROM count_rollups INDEXED BY count_rollups_flag
    WHERE level = ? AND flag = ? AND at >= ? AND at < ? ORDER BY at, environment`,
  rollupsOfFlagIn: `SELECT level, environment, at, flag, series FROM count_rollups
    WHERE level = ? AND environment = ? AND flag = ? AND at >= ? AND at < ? ORDER BY at`,
  allRollups: `SELECT level, environment, at, flag, series FROM count_rollups INDEXED BY count_rollups_at
    WHERE level = ? AND at >= ? AND at < ? AND flag <> '' ORDER BY at, environment, flag`,
  allRollupsIn: `SELECT level, environment, at, flag, series FROM count_rollups
    WHERE level = ? AND environment = ? AND at >= ? AND at < ? AND flag <> '' ORDER BY at, flag`,
  forgetCountPages: 'DELETE FROM count_pages WHERE environment = ? AND minute < ?',
  forgetCountMarks: 'DELETE FROM count_marks WHERE environment = ? AND minute < ?',
  forgetCountRollups: "DELETE FROM count_rollups WHERE level = 'minute' AND environment = ? AND at < ?",
  forgetRollups: `DELETE FROM count_rollups WHERE rowid IN
    (SELECT rowid FROM count_rollups INDEXED BY count_rollups_at WHERE level = ? AND at < ? LIMIT ?)`,
  dataVersion: 'PRAGMA data_version',
} as const;
