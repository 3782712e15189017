import { comparePositions } from '@hoist/core';
import type { AdminContext } from '../context.ts';

/** How far a published version has come. */
export interface Reach {
  /** Relays that serve this environment. */
  readonly relays: number;
  readonly live: number;
  /** From saving until the last of them served it, when all do and all ran already when it was saved. */
  readonly seconds: number | undefined;
}

/** On how many relays an environment's newest version is live. */
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
