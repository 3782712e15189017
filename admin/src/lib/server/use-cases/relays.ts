import { z } from 'zod';
import type { Hoist } from '../hoist.ts';

/** A relay that reported lately. */
export interface RelayView {
  readonly id: string;
  readonly seenAt: string;
  readonly environments: readonly {
    readonly environment: string;
    readonly epoch: number;
    readonly version: number;
    /** When it began to serve that version. */
    readonly servedAt: string;
  }[];
}

/** How far a published version has come. */
export interface Reach {
  /** Relays that serve this environment. */
  readonly relays: number;
  readonly live: number;
  /** From saving until the last of them served it, when all do. */
  readonly seconds: number | undefined;
}

const goneAfter = 30_000;

const environmentsSchema = z.array(
  z.object({ environment: z.string(), epoch: z.number(), version: z.number(), servedAt: z.string() }),
);

/** Relays that reported within the last 30 s. */
export async function listRelays(hoist: Hoist): Promise<RelayView[]> {
  const since = new Date(hoist.now() - goneAfter).toISOString();
  const rows = await hoist.store.records.find('relays', [{ field: 'seenAt', test: 'gte', value: since }]);
  return rows.flatMap((row) => {
    const environments = environmentsSchema.safeParse(readJson(String(row['environments'])));
    if (!environments.success) return [];
    return [{ id: String(row['id']), seenAt: String(row['seenAt']), environments: environments.data }];
  });
}

/** On how many relays an environment's newest version is live. */
export async function reachOf(hoist: Hoist, environment: string): Promise<Reach> {
  const { state } = hoist.served(environment);
  const relays = await listRelays(hoist);
  const own = relays.flatMap((relay) => relay.environments.filter((one) => one.environment === environment));
  const live = own.filter(
    ({ epoch, version }) => epoch > state.epoch || (epoch === state.epoch && version >= state.version),
  );
  if (own.length === 0 || live.length < own.length)
    return { relays: own.length, live: live.length, seconds: undefined };
  const [record] = await hoist.store.read(`environment/${environment}`, state.version - 1, 1);
  const last = Math.max(...live.map(({ servedAt }) => Date.parse(servedAt)));
  const seconds = record && Math.max(0, (last - Date.parse(record.when)) / 1_000);
  return { relays: own.length, live: live.length, seconds };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
