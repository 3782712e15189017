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

/** The admin's configuration, parsed once at start. Missing secrets are made by `readOrMakeSecret`. */
export interface AdminConfig {
  readonly port: number;
  readonly managementPort: number;
  /** The address that the management port listens on. */
  readonly managementHost: string;
  /** How many seconds the admin goes on serving after SIGTERM. */
  readonly drainSeconds: number;
  /** `sqlite:<path>` or `mongodb://...`. */
  readonly storeUrl: string;
  readonly dataDir: string;
  /** The URL where people open the admin, without a trailing slash. */
  readonly publicUrl: string;
  /** The origin of `HOIST_PUBLIC_URL`; undefined if that is not set, and any host is accepted. */
  readonly publicOrigin: string | undefined;
  /** Addresses and ranges of proxies whose forwarding headers are trusted. */
  readonly trustedProxies: readonly string[];
  /** The URL where apps reach the relay, without a trailing slash. */
  readonly relayPublicUrl: string;
  readonly secret: string | undefined;
  readonly bootstrapToken: string | undefined;
  /** The mail server; undefined where links are handed over by people alone. */
  readonly smtpUrl: string | undefined;
  /** A session ends after `idleHours` without use, and `longestHours` after sign-in at the latest. */
  readonly sessions: { readonly idleHours: number; readonly longestHours: number };
  /** Names or paths of modules, separated by commas. */
  readonly plugins: string;
  readonly logLevel: LogLevel;
}

const secretVariable = z.string().min(32, 'must have at least 32 characters').optional();

const smtpVariable = z
  .string()
  .refine(
    (text) => /^smtps?:$/.test(URL.parse(text)?.protocol ?? '') && URL.parse(text)?.hostname !== '',
    'is not the URL of a mail server, like smtp://user:password@mail.example.com:587?from=hoist@example.com',
  );

/** The schema of the environment variables. */
export const adminSchema = z.object({
  HOIST_ADMIN_PORT: portVariable.default(3000),
  HOIST_ADMIN_MANAGEMENT_PORT: portVariable.default(9465),
  ...storeConfig,
  ...logConfig,
  ...managementConfig,
  ...drainConfig,
  ...trustedProxiesVariable,
  HOIST_PUBLIC_URL: webAddressVariable
    .refine(
      (url) => new URL(url).pathname === '/',
      'has a path: Hoist needs a host name of its own, like https://hoist.example.com',
    )
    .optional(),
  HOIST_RELAY_PUBLIC_URL: webAddressVariable.default('http://localhost:8080'),
  HOIST_SECRET: secretVariable,
  HOIST_BOOTSTRAP_TOKEN: secretVariable,
  HOIST_SMTP_URL: smtpVariable.optional(),
  HOIST_SESSION_IDLE_HOURS: integerVariable(1, 8_760).default(24),
  HOIST_SESSION_HOURS: integerVariable(1, 8_760).default(168),
  HOIST_PLUGINS: z.string().default(''),
});

/**
 * Reads the `HOIST_...` variables, or the files that `HOIST_..._FILE` variables name; throws ConfigError with all
 * problems.
 */
export function readAdminConfig(variables: Readonly<Record<string, string | undefined>>): AdminConfig {
  const given = readConfig(adminSchema, variables);
  return {
    port: given.HOIST_ADMIN_PORT,
    managementPort: given.HOIST_ADMIN_MANAGEMENT_PORT,
    managementHost: given.HOIST_MANAGEMENT_HOST,
    drainSeconds: given.HOIST_DRAIN_SECONDS,
    storeUrl: given.HOIST_STORE_URL,
    dataDir: given.HOIST_DATA_DIR,
    publicUrl: given.HOIST_PUBLIC_URL ?? `http://localhost:${given.HOIST_ADMIN_PORT}`,
    publicOrigin: given.HOIST_PUBLIC_URL && new URL(given.HOIST_PUBLIC_URL).origin,
    trustedProxies: given.HOIST_TRUSTED_PROXIES,
    relayPublicUrl: given.HOIST_RELAY_PUBLIC_URL,
    secret: given.HOIST_SECRET,
    bootstrapToken: given.HOIST_BOOTSTRAP_TOKEN,
    smtpUrl: given.HOIST_SMTP_URL,
    sessions: { idleHours: given.HOIST_SESSION_IDLE_HOURS, longestHours: given.HOIST_SESSION_HOURS },
    plugins: given.HOIST_PLUGINS,
    logLevel: given.HOIST_LOG_LEVEL,
  };
}
