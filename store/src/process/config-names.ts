import { findNearest } from '@hoist/core';

/** The variables that configure any of Hoist's processes. One process is often given those of the others as well. */
export const variableNames = [
  'HOIST_ADMIN_MANAGEMENT_PORT',
  'HOIST_ADMIN_PORT',
  'HOIST_BOOTSTRAP_TOKEN',
  'HOIST_DATA_DIR',
  'HOIST_DRAIN_SECONDS',
  'HOIST_ENVIRONMENTS',
  'HOIST_KEEP_ALIVE_SECONDS',
  'HOIST_LOG_LEVEL',
  'HOIST_MANAGEMENT_HOST',
  'HOIST_PLUGINS',
  'HOIST_PUBLIC_URL',
  'HOIST_RELAY_MANAGEMENT_PORT',
  'HOIST_RELAY_PORT',
  'HOIST_RELAY_PUBLIC_URL',
  'HOIST_SECRET',
  'HOIST_SESSION_HOURS',
  'HOIST_SESSION_IDLE_HOURS',
  'HOIST_SMTP_URL',
  'HOIST_STORE_URL',
  'HOIST_STREAMS_MAX',
  'HOIST_STREAMS_PER_ADDRESS',
  'HOIST_TRUSTED_PROXIES',
] as const;

const prefix = 'HOIST_';
const fileSuffix = '_FILE';

/**
 * A sentence for each variable that looks like a configuration variable and is not one. They are worth a warning and no more: Kubernetes makes
 * such names of Services, and a rollback leaves those of the newer version.
 */
export function findUnknownVariables(variables: Readonly<Record<string, string | undefined>>): string[] {
  const known = variableNames.flatMap((name) => [name, `${name}${fileSuffix}`]);
  return Object.keys(variables)
    .filter((name) => name.startsWith(prefix) && !known.includes(name))
    .map((name) => {
      const nearest = findNearest(
        name.slice(prefix.length),
        known.map((each) => each.slice(prefix.length)),
      );
      return `${name} is not a configuration variable.${nearest === undefined ? '' : ` Did you mean ${prefix}${nearest}?`}`;
    });
}
