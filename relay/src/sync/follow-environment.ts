import { isJsonObject } from '@hoist/core';
import type { Json } from '@hoist/core';
import { StoreDamagedError } from '@hoist/store';
import type { LogReader, LogView } from '@hoist/store';
import type { Logger } from '@hoist/store/process';
import type { EnvironmentFeed } from './environment-feed.ts';
import type { Known, LastKnownGood } from './last-known-good.ts';
import type { Problems } from '../management/problems.ts';
import type { RulesetSource } from './source.ts';

/** What a feed began to serve. */
export interface PublishedUpdate {
  /** The event that streams get; undefined where nothing changed or nothing was served before. */
  readonly change: Buffer | undefined;
  /** When the first and the last version of it were committed; undefined where it was not read here. */
  readonly committed: LogReader['committed'];
}

interface Following {
  readonly source: RulesetSource;
  readonly feed: EnvironmentFeed;
  readonly known: ReadonlyMap<string, Known>;
  readonly lastKnownGood: LastKnownGood;
  readonly logger: Logger;
  readonly problems: Problems;
  /** Called after the feed serves something new. */
  readonly onServed: (feed: EnvironmentFeed, update: PublishedUpdate) => void;
  readonly onKeyring: (feed: EnvironmentFeed) => void;
}

/** The readers of an environment's two logs. */
export interface EnvironmentReaders {
  readonly ruleset: LogReader;
  readonly keyring: LogReader;
}

/** Keeps one environment on its two logs, and what they say on disk. Returns the readers, to be closed. */
export async function followEnvironment(following: Following): Promise<EnvironmentReaders> {
  const { feed, source, onServed, onKeyring } = following;
  const logs = { ruleset: `environment/${feed.key}`, keyring: `keyring/${feed.key}` };
  const known = (await isForeign(following, logs.ruleset)) ? new Map<string, Known>() : following.known;
  const ruleset = await source.follow(logs.ruleset, known.get(logs.ruleset)?.snapshot);
  const keyring = await source
    .follow(logs.keyring, known.get(logs.keyring)?.snapshot)
    .catch((error: unknown) => {
      ruleset.close();
      throw error;
    });
  // Before anything is served: without contact rollouts stand where they stood in 1970.
  feed.contact.contact(Math.max(ruleset.contactAge, keyring.contactAge));
  await apply(following, { reader: ruleset, from: known.get(logs.ruleset) }, async (view) => {
    const { committed } = ruleset;
    onServed(feed, { change: await feed.serve(view), committed });
  });
  await apply(following, { reader: keyring, from: known.get(logs.keyring) }, (view) => {
    feed.useKeyring(view);
    onKeyring(feed);
  });
  return { ruleset, keyring };
}

/** True when the copy on disk contradicts the source because it is of another installation. */
async function isForeign({ source, known, logger, feed }: Following, log: string): Promise<boolean> {
  const snapshot = known.get(log)?.snapshot;
  if (!snapshot) return false;
  const reader = await source.follow(log, snapshot);
  const { problem } = reader;
  const ours = readInstallation(reader);
  reader.close();
  if (!(problem instanceof StoreDamagedError)) return false;
  const fresh = await source.follow(log, undefined).catch(() => undefined);
  const theirs = fresh && readInstallation(fresh);
  fresh?.close();
  if (theirs === undefined || theirs === ours) return false;
  logger.warn({ environment: feed.key }, 'the copy on disk is of another installation: it is replaced');
  return true;
}

function readInstallation(reader: LogReader): Json | undefined {
  const part = reader.value('environment');
  return isJsonObject(part) ? part['installation'] : undefined;
}

interface Followed {
  readonly reader: LogReader;
  readonly from: Known | undefined;
}

/**
 * Runs `use` now and after every change, and keeps what was used; a state that cannot be used is refused, the old one stays.
 * One at a time: of the states that come while one is put to use, the newest is next. Resolves when the first was used.
 */
async function apply(
  { lastKnownGood, problems }: Following,
  { reader, from }: Followed,
  use: (view: LogView) => void | Promise<void>,
): Promise<void> {
  const keep = lastKnownGood.keep(reader, from);
  const run = async () => {
    const { view } = reader;
    if (view.state.version === 0) return;
    try {
      await use(view);
    } catch (error) {
      problems.report('state', reader.log, error instanceof Error ? error.message : String(error));
      return;
    }
    problems.report('state', reader.log, undefined);
    keep(view);
  };
  let isRunning = false;
  let isNewer = true;
  const runAll = async () => {
    isNewer = true;
    if (isRunning) return;
    isRunning = true;
    try {
      while (isNewer) {
        isNewer = false;
        await run();
      }
    } finally {
      isRunning = false;
    }
  };
  reader.subscribe(() => void runAll());
  await runAll();
}
