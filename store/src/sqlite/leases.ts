import type { Store } from '../port.ts';
import type { Connection } from './connection.ts';
import { queries } from './queries.ts';

/** Makes the leases of a SQLite store: one row for each job, replaced only by its holder or after it expired. */
export function createLeaseTable(connection: Connection): Pick<Store, 'lease'> {
  const take = connection.database.prepare(queries.lease);
  return {
    lease: (...[job, holder, ttl, now]) =>
      connection.transact(() => take.run({ job, holder, until: now + ttl, now }).changes === 1),
  };
}
