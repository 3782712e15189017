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
  /** Called after the feed serves something new. */
  readonly onServed: (feed: EnvironmentFeed, reader: LogReader) => void;
  readonly onKeyring: (feed: EnvironmentFeed) => void;
}

/** Keeps one environment on its two logs, and what they say on disk. Returns the readers, to be closed. */
export async function followEnvironment(following: Following): Promise<LogReader[]> {
  const { feed, onServed, onKeyring } = following;
  const ruleset = await followLog(following, `environment/${feed.key}`);
  const keyring = await followLog(following, `keyring/${feed.key}`);
  apply(following, ruleset, () => {
    feed.serve(ruleset);
    onServed(feed, ruleset);
  });
  apply(following, keyring, () => {
    feed.useKeyring(keyring);
    onKeyring(feed);
  });
  return [ruleset, keyring];
}

/** From the copy on disk, unless that is another installation's: then from the start. */
async function followLog({ source, known, logger, feed }: Following, log: string): Promise<LogReader> {
  const snapshot = known.get(log)?.snapshot;
  const reader = await source.follow(log, snapshot);
  if (!snapshot || reader.problem === undefined || reader.contradicts === undefined) return reader;
  const fresh = await source.follow(log, undefined);
  if (fresh.problem !== undefined) {
    fresh.close();
    return reader;
  }
  logger.warn({ environment: feed.key, log, problem: reader.problem }, 'the copy on disk belongs to another history: reading the source from its start');
  reader.close();
  return fresh;
}

/** Runs `use` now and after every change, and saves what was used; a malformed state is refused and the old one stays. */
function apply({ feed, lastKnownGood, logger }: Following, reader: LogReader, use: () => void): void {
  let timer: NodeJS.Timeout | undefined;
  const save = () => {
    timer = undefined;
    lastKnownGood.save(reader).catch((error: unknown) => {
      logger.error({ environment: feed.key, log: reader.log, error: String(error) }, 'the last known good state cannot be saved');
    });
  };
  const run = () => {
    if (reader.state.version === 0) return;
    try {
      use();
    } catch (error) {
      logger.error({ environment: feed.key, log: reader.log, error: String(error) }, 'a malformed state was refused; the old one is served');
      return;
    }
    timer ??= setTimeout(save, saveDelay).unref();
  };
  run();
  reader.subscribe(run);
}
