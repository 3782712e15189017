import type { CountReport } from '../counting/count-report.ts';
import type { Keyring } from '../model/keyring.ts';
import type { RelayReport } from '../model/relay-report.ts';
import type { RulesetChange } from '../model/ruleset-change.ts';

/** What the golden files in `core/golden` hold, by name. */
export const goldenKeyring: Keyring = {
  format: 1,
  keys: [
    {
      id: 'k1',
      name: 'Zoë’s shop',
      scope: 'server',
      hash: 'a'.repeat(64),
      createdAt: '2026-01-01T00:00:00.000Z',
      expiresAt: '2027-01-01T00:00:00.000Z',
      revokedAt: null,
      replacedBy: 'k2',
    },
    {
      id: 'k2',
      name: 'Website',
      scope: 'client',
      hash: 'b'.repeat(64),
      createdAt: '2026-06-01T00:00:00.000Z',
      expiresAt: null,
      revokedAt: '2026-07-01T00:00:00.000Z',
    },
  ],
  streamSecret: 's'.repeat(64),
};

export const goldenCountReport: CountReport = {
  format: 1,
  pages: [
    {
      environment: '-',
      sender: 'sender-1',
      minute: 29_600_000,
      page: 0,
      sequence: 2,
      rows: [
        {
          flag: 'checkout',
          variant: 'on',
          reason: 'SPLIT',
          rule: 'everyone-else',
          source: 'local',
          credential: '',
          app: 'shop',
          appVersion: '1.2',
          count: 41,
        },
        {
          flag: 'search',
          variant: null,
          reason: 'DISABLED',
          rule: null,
          source: 'local',
          credential: '',
          app: 'shop',
          appVersion: '1.2',
          count: 1,
        },
      ],
    },
  ],
};

export const goldenRelayReport: RelayReport = {
  format: 1,
  environments: [
    {
      environment: 'dev',
      installation: 'one',
      state: 'c'.repeat(64),
      servedAt: '2026-03-01T12:00:01.000Z',
      startedAt: '2026-03-01T12:00:00.000Z',
      ruleset: { epoch: 1, version: 7, record: 'd'.repeat(64) },
      keyring: null,
      revoked: ['k2'],
    },
  ],
  rulesetFormats: [1],
  provides: ['feature:prerequisites', 'operator:in', 'strategy:fixed'],
};

export const goldenRulesetChange: RulesetChange = {
  format: 1,
  from: { epoch: 1, version: 6, state: 'e'.repeat(64) },
  to: { epoch: 1, version: 7, state: 'f'.repeat(64) },
  flags: [
    {
      key: 'checkout',
      revision: 2,
      type: 'boolean',
      clientVisible: false,
      variants: [
        { key: 'on', value: true },
        { key: 'off', value: false },
      ],
      setting: null,
      needs: [],
      version: 7,
    },
  ],
  segments: [],
  regions: null,
  removed: { flags: ['search'], segments: ['beta'] },
};
