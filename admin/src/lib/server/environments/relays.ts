import { comparePositions } from '@hoist/core';
import type { AdminContext } from '../context.ts';

/** How far the latest version has reached relays. */
export interface Reach {
  /** The number of relays that serve the environment. */
  readonly relays: number;
  readonly live: number;
  /**
   * Seconds from the commit until the last relay served it; undefined unless all serve it and all ran before the
   * commit.
   */
  readonly seconds: number | undefined;
}

/** Reads on how many relays an environment's latest version is live. */
export async function reachOf(hoist: AdminContext, environment: string): Promise<Reach> {
  const { state } = hoist.published(environment);
  const relays = await hoist.relays.read();
  const own = relays.flatMap((relay) => relay.environments.filter((one) => one.environment === environment));
  const live = own.filter(({ ruleset }) => ruleset !== null && comparePositions(ruleset, state) >= 0);
  if (own.length === 0 || live.length < own.length)
    return { relays: own.length, live: live.length, seconds: undefined };
  const [record] = await hoist.store.read(`environment/${environment}`, state.version - 1, 1);
  if (!record) return { relays: own.length, live: live.length, seconds: undefined };
  const saved = Date.parse(record.when);
  // What a relay finds when it starts tells when it started, not how long a change takes.
  const ran = live.every(({ startedAt }) => startedAt <= saved);
  const last = Math.max(...live.map(({ servedAt }) => servedAt));
  const seconds = ran ? Math.max(0, (last - saved) / 1_000) : undefined;
  return { relays: own.length, live: live.length, seconds };
}
