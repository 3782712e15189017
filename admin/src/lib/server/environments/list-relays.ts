import type { AdminContext, RelayView } from '../context.ts';
import { readDefinitions } from '../definitions/definitions.ts';

/** What a relay serves of an environment. */
interface RelayEnvironment {
  readonly environment: string;
  /** The version that it serves; null before it has any. */
  readonly version: number | null;
  /** How many versions that is behind the latest; undefined where it serves another epoch or nothing. */
  readonly behind: number | undefined;
}

/** A relay that runs, and how it differs from what it should be. */
export interface RelayStatus {
  readonly id: string;
  /** When it reported last. */
  readonly seenAt: string;
  /** In the order of the environments. */
  readonly environments: readonly RelayEnvironment[];
  /** The environments that it does not serve. */
  readonly notServed: readonly string[];
  /** What this admin has and the relay lacks: `operator:acme:ip-range`. Flags that need it are not published there. */
  readonly lacks: readonly string[];
}

/** Lists the relays that reported within the last 30 s, by id. */
export async function listRelays(hoist: AdminContext): Promise<RelayStatus[]> {
  const relays = await hoist.relays.read();
  return relays.map((relay) => toStatus(hoist, relay)).sort((one, other) => (one.id < other.id ? -1 : 1));
}

function toStatus(
  hoist: AdminContext,
  { id, seenAt, provides, environments: served }: RelayView,
): RelayStatus {
  const keys = readDefinitions(hoist.definitions).environments.map(({ key }) => key);
  const byKey = new Map(served.map((one) => [one.environment, one]));
  const environments = keys.flatMap((environment) => {
    const one = byKey.get(environment);
    if (!one) return [];
    const { epoch, version } = hoist.published(environment).state;
    const isComparable = one.ruleset?.epoch === epoch;
    return [
      {
        environment,
        version: one.ruleset?.version ?? null,
        behind: isComparable && one.ruleset ? Math.max(0, version - one.ruleset.version) : undefined,
      },
    ];
  });
  return {
    id,
    seenAt,
    environments,
    notServed: keys.filter((key) => !byKey.has(key)),
    lacks: hoist.registry.provides.filter((need) => !provides.includes(need)),
  };
}
