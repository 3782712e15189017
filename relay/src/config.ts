import {
  drainConfig,
  integerVariable,
  logConfig,
  managementConfig,
  portVariable,
  readConfig,
  storeConfig,
  trustedProxiesVariable,
  webAddressVariable,
} from '@hoist/store/process';
import type { LogLevel } from '@hoist/store/process';
import { z } from 'zod';
import type { StreamLimits } from './streams/stream-places.ts';

const environmentsVariable = z
  .string()
  .optional()
  .transform((text) => ({
    text,
    keys: (text ?? '')
      .split(',')
      .map((key) => key.trim())
      .filter(Boolean),
  }))
  .refine(
    ({ text, keys }) => text === undefined || keys.length > 0,
    'names no environment. Name keys with commas between them, or leave it out to serve all',
  )
  .transform(({ keys }) => keys);

/** What may be set, by its variable. */
export const relaySchema = z.object({
  ...storeConfig,
  ...drainConfig,
  ...trustedProxiesVariable,
  HOIST_RELAY_PUBLIC_URL: webAddressVariable.optional(),
  HOIST_RELAY_PORT: portVariable.default(8080),
  HOIST_RELAY_MANAGEMENT_PORT: portVariable.default(9464),
  HOIST_KEEP_ALIVE_SECONDS: integerVariable(1, 3_600).default(75),
  HOIST_STREAMS_MAX: integerVariable(0, 100_000).default(5_000),
  HOIST_STREAMS_PER_ADDRESS: integerVariable(1, 100_000).optional(),
  HOIST_ENVIRONMENTS: environmentsVariable,
  HOIST_PLUGINS: z.string().default(''),
  ...logConfig,
  ...managementConfig,
});

/** The relay's config, read once at its start. */
export interface RelayConfig {
  readonly storeUrl: string;
  readonly dataDir: string;
  readonly port: number;
  readonly managementPort: number;
  /** The address that the management port is open at. */
  readonly managementHost: string;
  /** How long it serves on after SIGTERM. */
  readonly drainSeconds: number;
  /** How long a connection may be idle between two requests. */
  readonly keepAliveSeconds: number;
  /** The path of `HOIST_RELAY_PUBLIC_URL`, without a trailing slash: empty where the relay has a host of its own. */
  readonly publicPath: string;
  /** Addresses and ranges of the proxies whose word for a client counts. */
  readonly trustedProxies: readonly string[];
  /** How many streams may be open. */
  readonly streams: StreamLimits;
  /** Serves these environments only; empty means all. */
  readonly environments: readonly string[];
  /** Names of modules, by comma. */
  readonly plugins: string;
  readonly logLevel: LogLevel;
}

/** Throws ConfigError with all problems at once. */
export function readRelayConfig(variables: Readonly<Record<string, string | undefined>>): RelayConfig {
  const given = readConfig(relaySchema, variables);
  return {
    storeUrl: given.HOIST_STORE_URL,
    dataDir: given.HOIST_DATA_DIR,
    port: given.HOIST_RELAY_PORT,
    managementPort: given.HOIST_RELAY_MANAGEMENT_PORT,
    managementHost: given.HOIST_MANAGEMENT_HOST,
    drainSeconds: given.HOIST_DRAIN_SECONDS,
    keepAliveSeconds: given.HOIST_KEEP_ALIVE_SECONDS,
    publicPath: new URL(given.HOIST_RELAY_PUBLIC_URL ?? 'http://localhost').pathname.replace(/\/$/, ''),
    trustedProxies: given.HOIST_TRUSTED_PROXIES,
    streams: { total: given.HOIST_STREAMS_MAX, perAddress: given.HOIST_STREAMS_PER_ADDRESS },
    environments: given.HOIST_ENVIRONMENTS,
    plugins: given.HOIST_PLUGINS,
    logLevel: given.HOIST_LOG_LEVEL,
  };
}
