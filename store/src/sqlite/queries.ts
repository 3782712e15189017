/** Every fixed statement of the adapter, in one place so that a test can look at all their plans. */
export const queries = {
  putPart: 'INSERT INTO parts (digest, text) VALUES (?, ?) ON CONFLICT (digest) DO NOTHING',
  getParts: `SELECT parts.digest, parts.text FROM json_each(?) AS wanted
    CROSS JOIN parts ON parts.digest = wanted.value`,
  hasAct: 'SELECT 1 FROM versions WHERE log = ? AND act = ?',
  append: 'INSERT INTO versions (log, version, epoch, act, record) VALUES (?, ?, ?, ?, ?)',
  read: 'SELECT version, record FROM versions WHERE log = ? AND version > ? ORDER BY version LIMIT ?',
  findAct: 'SELECT version, record FROM versions WHERE log = ? AND act = ?',
  /** Hops from log to log by the index; a GROUP BY would read every version. */
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
  dataVersion: 'PRAGMA data_version',
} as const;
