import type { Store } from '../port.ts';
import { keepSchema } from './keep-schema.ts';
import type { KeptSchema } from './keep-schema.ts';
import { openMongoConnection } from './connection.ts';
import { createCountCollections } from './counts.ts';
import { createLeaseCollection } from './leases.ts';
import { ChangeSignal } from './change-signal.ts';
import { createPartCollection } from './parts.ts';
import { createRecordCollection } from './records.ts';
import { createVersionCollection } from './versions.ts';

/** Hoist's own option in the URL: `changeStream=off` polls only, as on a server without change streams. */
const streamOption = /([?&])changeStream=(?<value>on|off)(&|$)/;

/**
 * Opens a database as a store. With `migrate` it brings the database to the latest schema and keeps it complete;
 * without, a database that lacks the schema is refused.
 */
export async function openMongo(url: string, migrate: boolean): Promise<Store> {
  const useStream = streamOption.exec(url)?.groups?.['value'] !== 'off';
  const connection = await openMongoConnection(url.replace(streamOption, '$1').replace(/[?&]$/, ''));
  let schema: KeptSchema;
  try {
    schema = await keepSchema(connection, { migrate });
  } catch (error) {
    await connection.close();
    throw error;
  }
  const signal = new ChangeSignal(connection, useStream);
  const versions = createVersionCollection(connection);
  return {
    description: `mongodb ${connection.version}`,
    ...createPartCollection(connection),
    ...versions,
    append(record) {
      const appended = versions.append(record);
      void appended.then(() => signal.notify()).catch(() => undefined);
      return appended;
    },
    ...createLeaseCollection(connection),
    records: createRecordCollection(connection, schema.restore),
    counts: createCountCollections(connection),
    watch: (listener) => signal.watch(listener),
    whyLost: () => undefined,
    close: async () => {
      signal.close();
      schema.stop();
      await connection.close();
    },
  };
}
