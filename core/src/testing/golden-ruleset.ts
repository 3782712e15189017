import type { Json } from '../model/json.ts';
import type { Ruleset, RulesetFlag } from '../model/ruleset.ts';

const variants = [
  { key: 'on', value: true },
  { key: 'off', value: false },
];

const checkout: RulesetFlag = {
  key: 'checkout',
  revision: 2,
  type: 'boolean',
  clientVisible: true,
  variants,
  setting: {
    enabled: true,
    prerequisites: [{ flag: 'search', variants: ['on'] }],
    availability: {
      mode: 'only',
      regions: ['DE', 'US-CA', 'NORTH'],
      unknownRegion: 'outside',
      reason: 'Not licensed elsewhere',
      reviewOn: '2027-01-31',
    },
    never: ['staff'],
    rules: [
      {
        id: 'beta',
        name: 'Beta “用户”',
        enabled: true,
        segments: ['beta'],
        conditions: [{ attribute: 'plan', operator: 'is', operand: 'pro', negate: false }],
        serve: { strategy: 'pick', params: { variant: 'on' } },
      },
    ],
    everyoneElse: { strategy: 'share', params: { to: 25_000 } },
    off: 'off',
    salt: 'checkout',
    bucketGroup: 'tests',
  },
  needs: ['feature:bucket-groups', 'operator:is', 'strategy:pick', 'strategy:share'],
  version: 7,
};

const later: RulesetFlag = {
  key: 'later',
  revision: 1,
  type: 'boolean',
  clientVisible: false,
  variants,
  setting: {
    enabled: true,
    prerequisites: [],
    availability: { mode: 'everywhere' },
    never: [],
    rules: [],
    everyoneElse: { strategy: 'pick', params: { variant: 'on' } },
    off: null,
    salt: 'later1',
  },
  needs: ['feature:later', 'strategy:pick'],
  version: 6,
};

const search: RulesetFlag = {
  ...later,
  key: 'search',
  needs: ['strategy:pick'],
  version: 5,
};

/** What the golden file `ruleset.json` holds; the flag `later` needs what no reader has yet. */
export const goldenRuleset: Ruleset = {
  format: 1,
  installation: 'one',
  environment: 'dev',
  epoch: 1,
  version: 7,
  state: 'f'.repeat(64),
  flags: [checkout, later, search],
  segments: [
    {
      included: ['mira'],
      excluded: ['paul'],
      conditionGroups: [
        { conditions: [{ attribute: 'country', operator: 'is', operand: 'DE', negate: true }] },
      ],
      key: 'beta',
      revision: 3,
      version: 4,
    },
    {
      included: [],
      excluded: [],
      longLists: { included: { count: 3, chunks: ['0', '1'] } },
      conditionGroups: [],
      key: 'pilots',
      revision: 2,
      version: 5,
    },
    { included: ['ann'], excluded: [], conditionGroups: [], key: 'staff', revision: 1, version: 1 },
  ],
  regions: { attribute: 'geo.country', groups: { NORTH: ['DK', 'SE'] } },
  bucketGroups: [
    {
      key: 'tests',
      revision: 1,
      salt: 'abcdef12',
      by: 'account',
      shares: [{ from: 0, to: 50_000, flag: 'checkout' }],
      version: 2,
    },
  ],
  idChunks: [
    { key: 'pilots/included/0', salt: 'abcdef34', ids: ['Zoë', '用户'], version: 5 },
    { key: 'pilots/included/1', salt: 'abcdef34', ids: ['leo'], version: 3 },
  ],
};

/** What the golden file `parts.json` holds: the parts of that ruleset's environment, and definitions, by their keys. */
export const goldenParts: Readonly<Record<string, Readonly<Record<string, Json>>>> = {
  'environment/dev': {
    environment: { installation: 'one', key: 'dev' },
    'flag/checkout': partOf(checkout),
    'segment/beta': partOf(goldenRuleset.segments[0]),
    regions: { attribute: 'geo.country', groups: { NORTH: ['DK', 'SE'] }, revision: 2 },
    'bucket-group/tests': partOf(goldenRuleset.bucketGroups?.[0]),
    'ids/pilots/included/0': partOf(goldenRuleset.idChunks?.[0]),
  },
  definitions: {
    installation: { id: 'one' },
    'environment/dev': { key: 'dev', name: 'Dev', order: 0, colour: 'blue', protected: false },
    'flag/checkout': {
      key: 'checkout',
      revision: 2,
      name: 'Checkout',
      description: 'Line one\nline two',
      kind: 'release',
      type: 'boolean',
      clientVisible: true,
      variants: [
        { key: 'on', value: true, name: 'New', description: '' },
        { key: 'off', value: false, name: '', description: '' },
      ],
      codeDefault: null,
      valueSchema: null,
      module: 'Payments',
      watches: ['Cart'],
      tags: ['money'],
      owner: { name: 'Mira', person: 'p1' },
      lifetimeDays: 30,
      goals: ['paid'],
      archivedAt: null,
      createdAt: '2026-01-01T00:00:00.000Z',
    },
    'segment/beta': {
      included: ['mira'],
      excluded: ['paul'],
      conditionGroups: [],
      key: 'beta',
      revision: 3,
      name: 'Beta “用户”',
      description: '',
      internal: false,
      archivedAt: '2026-02-01T00:00:00.000Z',
    },
    'tombstone/flag/search-2': {
      key: 'flag/search-2',
      name: 'Search 2',
      revision: 4,
      deletedAt: '2026-02-02T00:00:00.000Z',
    },
  },
};

function partOf(part: { readonly version: number } | undefined): Json {
  const { version: _, ...rest } = part ?? { version: 0 };
  return rest as Json;
}
