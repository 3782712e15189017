import { isJsonObject } from '@hoist/core';
import type { Json } from '@hoist/core';
import type { LogReader } from '@hoist/store';
import type { Logger } from 'pino';
import type { EnvironmentFeed } from './environment-feed.ts';
import type { Known, LastKnownGood } from './last-known-good.ts';
import type { RulesetSource } from './source.ts';

const saveDelay = 100;

interface Following {
  readonly source: RulesetSource;
  readonly feed: EnvironmentFeed;
  readonly known: ReadonlyMap<string, Known>;
  readonly lastKnownGood: LastKnownGood;
  readonly logger: Logger;
  /** Ms since epoch. */
  readonly now: () => number;
  /** Called after the feed serves something new. */
  readonly onServed: (feed: EnvironmentFeed, change: string | undefined) => void;
  readonly onKeyring: (feed: EnvironmentFeed) => void;
}

/** Keeps one environment on its two logs, and what they say on disk. Returns the readers, to be closed. */
export async function followEnvironment(following: Following): Promise<LogReader[]> {
  const { feed, source, onServed, onKeyring } = following;
  const logs = { ruleset: `environment/${feed.key}`, keyring: `keyring/${feed.key}` };
  const known = (await isForeign(following, logs.ruleset)) ? new Map<string, Known>() : following.known;
  const ruleset = await source.follow(logs.ruleset, known.get(logs.ruleset)?.snapshot);
  const keyring = await source.follow(logs.keyring, known.get(logs.keyring)?.snapshot);
  // Before anything is served: without contact rollouts stand where they stood in 1970.
  feed.contact(Math.min(ruleset.lastContact, keyring.lastContact), following.now());
  apply(following, ruleset, () => {
    onServed(feed, feed.serve(ruleset, following.now()));
  });
  apply(following, keyring, () => {
    feed.useKeyring(keyring);
    onKeyring(feed);
  });
  return [ruleset, keyring];
}

/** True when the copy on disk contradicts the source because it is of another installation. */
async function isForeign({ source, known, logger, feed }: Following, log: string): Promise<boolean> {
  const snapshot = known.get(log)?.snapshot;
  if (!snapshot) return false;
  const reader = await source.follow(log, snapshot);
  const { problem } = reader;
  const ours = readInstallation(reader);
  reader.close();
  if (problem === undefined) return false;
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

/** Runs `use` now and after every change, and saves what was used; a malformed state is refused and the old one stays. */
function apply({ feed, lastKnownGood, logger }: Following, reader: LogReader, use: () => void): void {
  let timer: NodeJS.Timeout | undefined;
  const save = () => {
    timer = undefined;
    lastKnownGood.save(reader).catch((error: unknown) => {
      logger.error(
        { environment: feed.key, log: reader.log, error: String(error) },
        'the last known good state cannot be saved',
      );
    });
  };
  const run = () => {
    if (reader.state.version === 0) return;
    try {
      use();
    } catch (error) {
      logger.error(
        { environment: feed.key, log: reader.log, error: String(error) },
        'a malformed state was refused; the old one is served',
      );
      return;
    }
    timer ??= setTimeout(save, saveDelay).unref();
  };
  run();
  reader.subscribe(run);
}
