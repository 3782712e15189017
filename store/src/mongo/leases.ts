import type { Store } from '../port.ts';
import type { MongoConnection } from './connection.ts';
import { isTaken } from './error.ts';

interface LeaseDocument {
  readonly _id: string;
  readonly holder: string;
  readonly until: number;
}

/**
 * Makes the leases of a MongoDB store: one document for each job, replaced only by its holder or after it expired.
 */
export function createLeaseCollection({ db, run }: MongoConnection): Pick<Store, 'lease'> {
  const leases = db.collection<LeaseDocument>('leases');
  return {
    lease: (...[job, holder, ttl, now]) =>
      run(async () => {
        try {
          await leases.updateOne(
            { _id: job, $or: [{ holder }, { until: { $lte: now } }] },
            { $set: { holder, until: now + ttl } },
            { upsert: true },
          );
          return true;
        } catch (error) {
          // Somebody else's: nothing matched, and what was to be inserted is there.
          if (isTaken(error)) return false;
          throw error;
        }
      }),
  };
}
