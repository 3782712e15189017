import { relayReportFormat, rulesetFormat } from '@hoist/core';
import type { EnvironmentReport, RelayReport } from '@hoist/core';
import type { EnvironmentFeeds } from './environment-feeds.ts';
import type { RevokedKeys } from './revoked-keys.ts';

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
  const { provides } = feeds.registry;
  return { format: relayReportFormat, environments, rulesetFormats: [rulesetFormat], provides };
}
