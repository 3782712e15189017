import { createConnection, mongo } from 'mongoose';
import type { Connection } from 'mongoose';
import { StoreDamagedError } from '../errors.ts';
import { ConfigError } from '../process/config.ts';
import { toStoreError } from './error.ts';

/** A connection pool to one database. */
export interface MongoConnection {
  readonly db: NonNullable<Connection['db']>;
  /** Host and database for messages, without user and password. */
  readonly place: string;
  readonly version: string;
  /** True if the server has change streams: in a replica set or behind a router. */
  readonly hasStreams: boolean;
  /** Runs an operation; rejects with errors of the store. */
  run<T>(work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** How long an answer may take, in ms; after that the store counts as unavailable. */
const timeout = 1_800;
const oldest = 6;
const usualDatabase = 'hoist';

/**
 * Opens a pool and checks the server. Rejects with StoreUnavailableError if it does not answer, with ConfigError
 * for an invalid URL.
 */
export async function openMongoConnection(url: string): Promise<MongoConnection> {
  const place = placeOf(url);
  const options = {
    serverSelectionTimeoutMS: timeout,
    connectTimeoutMS: timeout,
    socketTimeoutMS: timeout,
    waitQueueTimeoutMS: timeout,
    heartbeatFrequencyMS: 2_000,
    // A write whose answer is lost is looked for by its act; the driver's own second try would only cost time.
    retryWrites: false,
    retryReads: false,
    writeConcern: { w: 'majority' as const, journal: true },
    autoIndex: false,
    autoCreate: false,
    appName: 'hoist',
  };
  try {
    const connection = await createConnection(url, options).asPromise();
    return await look(connection, place);
  } catch (error) {
    if (error instanceof Error && error.name === 'MongoParseError')
      throw new ConfigError([
        `HOIST_STORE_URL cannot be read: ${error.message}. Write it like mongodb://host:27017/hoist, ` +
          'and special characters of a password in percent-encoding.',
      ]);
    throw toStoreError(error, place);
  }
}

async function look(connection: Connection, place: string): Promise<MongoConnection> {
  const named = connection.name && connection.name !== 'test' ? connection.name : usualDatabase;
  const client = connection.getClient();
  try {
    const admin = client.db('admin');
    const { version } = (await admin.command({ buildInfo: 1 })) as { version: string };
    if (Number(version.split('.')[0]) < oldest) {
      throw new StoreDamagedError(
        `MongoDB ${version} at ${place} is too old: Hoist needs ${oldest}.0 or newer. Update the server.`,
      );
    }
    const hello = await admin.command({ hello: 1 });
    const hasStreams = typeof hello['setName'] === 'string' || hello['msg'] === 'isdbgrid';
    const readConcern = new mongo.ReadConcern(hasStreams ? 'majority' : 'local');
    return {
      db: client.db(named, { readConcern }),
      place: `${place}/${named}`,
      version,
      hasStreams,
      run: async (work) => {
        try {
          return await work();
        } catch (error) {
          throw toStoreError(error, place);
        }
      },
      close: () => connection.close(),
    };
  } catch (error) {
    await connection.close();
    throw error;
  }
}

/** Returns the hosts of a URL without anything else. */
function placeOf(url: string): string {
  return (
    /^mongodb(?:\+srv)?:\/\/(?:[^@/]*@)?(?<hosts>[^/?]+)/.exec(url)?.groups?.['hosts'] ?? 'the given address'
  );
}
