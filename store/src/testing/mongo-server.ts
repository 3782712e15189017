import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort } from './free-port.ts';
import { setTimeout as sleep } from 'node:timers/promises';
import { createConnection, mongo } from 'mongoose';

const cached = join(import.meta.dirname, '..', '..', '..', 'node_modules', '.cache', 'secantus');

/** A MongoDB server that only this test file uses. */
export interface OwnServer {
  readonly port: number;
  /** Kills the server with SIGKILL. */
  kill(): Promise<void>;
  /** Starts the server again on its data, with the given command-line options. */
  restart(...options: readonly string[]): Promise<void>;
}

/** A MongoDB server for tests: the one that `MONGODB_URL` names, or one started for these tests. */
export interface MongoServer {
  /** Creates a new database and returns its URL; `remove` drops it. */
  fresh(): Promise<{ readonly url: string; remove(): Promise<void> }>;
  readonly own: OwnServer | undefined;
  stop(): Promise<void>;
}

/** Starts or finds a MongoDB server for tests; undefined if there is none. */
export async function startMongoServer(): Promise<MongoServer | undefined> {
  const named = process.env['MONGODB_URL'];
  if (named) return { own: undefined, stop: async () => undefined, fresh: () => freshDatabase(named) };
  // Made by `npm test`, once.
  return existsSync(join(cached, 'ready')) ? startOwn(join(cached, 'bin', 'secantusd-py')) : undefined;
}

async function startOwn(program: string): Promise<MongoServer> {
  const folder = mkdtempSync(join(tmpdir(), 'hoist-mongo-'));
  const port = await findFreePort();
  const url = `mongodb://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  const start = async (...options: readonly string[]) => {
    const where = ['--host', '127.0.0.1', '--port', String(port), '--storage-path', folder];
    const how = ['--sync-on-commit', '--log-level', 'ERROR', ...options];
    child = spawn(program, [...where, ...how], { stdio: ['ignore', 'ignore', 'pipe'] });
    let stderr = '';
    child.stderr?.on('data', (chunk: Buffer) => (stderr = `${stderr}${chunk.toString()}`.slice(-4_000)));
    await waitUntilReady(url, port).catch((cause: unknown) => {
      throw new Error(`The MongoDB server does not start. It wrote to stderr:\n${stderr}`, { cause });
    });
  };
  const end = async (signal: NodeJS.Signals) => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child?.once('exit', resolve));
    child.kill(signal);
    await gone;
  };
  await start();
  return {
    fresh: () => freshDatabase(url),
    own: { port, kill: () => end('SIGKILL'), restart: start },
    stop: async () => {
      await end('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function freshDatabase(server: string): Promise<{ url: string; remove(): Promise<void> }> {
  const name = `hoist_${randomBytes(6).toString('hex')}`;
  const address = new URL(server);
  address.pathname = `/${name}`;
  const url = address.toString();
  return {
    url,
    remove: async () => {
      const connection = await createConnection(url, { serverSelectionTimeoutMS: 2_000 }).asPromise();
      await connection.dropDatabase();
      await connection.close();
    },
  };
}

/** Waits until the port is open: a driver that finds it closed waits half a second before it tries again. */
async function waitUntilReady(url: string, port: number): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!(await isOpen(port)) && Date.now() < deadline) await sleep(25);
  for (;;) {
    try {
      const connection = await createConnection(url, { serverSelectionTimeoutMS: 500 }).asPromise();
      await connection.db?.admin().ping();
      await connection.close();
      return;
    } catch (error) {
      // It answers, but not to strangers.
      if (error instanceof mongo.MongoServerError && error.code === 13) return;
      if (Date.now() > deadline) throw error;
      await sleep(25);
    }
  }
}

function isOpen(port: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const socket = connect(port, '127.0.0.1');
  socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
  return promise.finally(() => socket.destroy());
}
