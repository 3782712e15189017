import type { LogPosition } from '@hoist/core';
import type { EnvironmentFeeds } from './environment-feeds.ts';
import type { RevokedKeys } from './revoked-keys.ts';

/** What one relay serves of one environment, and what it knows of its keys. */
interface EnvironmentReport {
  readonly environment: string;
  readonly installation: string;
  /** The digest of what is served. */
  readonly state: string;
  /** When it began to serve that: RFC 3339, in UTC. */
  readonly servedAt: string;
  /** When this relay started, in the same form. */
  readonly startedAt: string;
  /** Where its logs stand here; null for what it has not got yet. */
  readonly ruleset: LogPosition | null;
  readonly keyring: LogPosition | null;
  /** Ids of the keys that it has ever seen revoked. */
  readonly revoked: readonly string[];
}

/** What one relay says of itself, but for its id and when. */
export interface RelayReport {
  readonly environments: readonly EnvironmentReport[];
  readonly formats: readonly number[];
  readonly plugins: unknown;
}

interface Reported {
  readonly feeds: Pick<EnvironmentFeeds, 'list' | 'registry'>;
  readonly revoked: Pick<RevokedKeys, 'idsOf'>;
  readonly startedAt: string;
}

/** Describes the environments that a relay serves now. */
export function toReport({ feeds, revoked, startedAt }: Reported): RelayReport {
  const environments = feeds.list().flatMap(({ key, ruleset, positions, servedAt }) => {
    if (!ruleset) return [];
    const report: EnvironmentReport = {
      environment: key,
      installation: ruleset.installation,
      state: ruleset.state,
      servedAt: new Date(servedAt).toISOString(),
      startedAt,
      ruleset: positions.ruleset ?? null,
      keyring: positions.keyring ?? null,
      revoked: revoked.idsOf(key),
    };
    return [report];
  });
  return { environments, formats: [1], plugins: feeds.registry.provides };
}
