import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Json } from '@hoist/core';
import { onTestFinished } from 'vitest';
import { commit } from '../log/commit.ts';
import type { Change, Committed, CommitRequest } from '../log/commit.ts';
import type { LogReader } from '../log/log-reader.ts';
import { openLog } from '../log/open-log.ts';
import type { OpenLogOptions } from '../log/open-log-options.ts';
import { openStore } from '../open-store.ts';
import type { Store } from '../port.ts';

/** Creates an empty folder that is removed after the test. */
export async function tempFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hoist-store-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Opens a store in a new SQLite file; it is closed and removed after the test. */
export async function openTempStore(): Promise<Store> {
  return openTestStore(`sqlite:${await tempFolder()}/hoist.db`);
}

/** Opens the store of a URL; it is closed after the test. */
export async function openTestStore(url: string, timeout?: number): Promise<Store> {
  const store = await openStore({ url, ...(timeout === undefined ? {} : { timeout }) });
  onTestFinished(() => store.close());
  return store;
}

/** Opens a log; its reader is closed after the test. */
export async function openTestLog(store: Store, log: string, options?: OpenLogOptions): Promise<LogReader> {
  const reader = await openLog(store, log, options);
  onTestFinished(() => reader.close());
  return reader;
}

/** Who commits in tests. */
export const who = { kind: 'person', id: 'tester', name: 'Tester' } as const;
/** When tests commit. */
export const when = '2026-03-01T12:00:00.000Z';
let acts = 0;

/** Commits the given parts, or what `build` returns, with a new idempotency key. */
export function commitParts<R = never>(
  store: Store,
  reader: LogReader,
  what: Readonly<Record<string, Json>> | CommitRequest<R>['build'],
): Promise<Committed<R>> {
  const build =
    typeof what === 'function'
      ? what
      : (): Change => ({ set: new Map(Object.entries(what)), removed: [], said: 'changed it' });
  return commit<R>(store, reader, {
    idempotencyKey: `act-${++acts}`,
    kind: 'edited',
    who,
    when,
    comment: null,
    build,
  });
}
