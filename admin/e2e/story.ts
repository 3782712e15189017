import type { JsonObject } from '@hoist/core';
import { booleanFlag, serve, settingFor, share } from './api.ts';
import type { Api } from './api.ts';
import { sendTraffic } from './traffic.ts';

const condition = (attribute: string, operator: string, operand: JsonObject[string]) => ({
  attribute,
  operator,
  operand,
});

const segments: readonly JsonObject[] = [
  {
    key: 'staff',
    name: 'Staff',
    internal: true,
    description: 'Everybody with an address of ours.',
    conditionGroups: [{ conditions: [condition('email', 'contains', '@harbour.example')] }],
  },
  {
    key: 'eu-beta',
    name: 'EU beta',
    description: 'Customers in the EU who asked to see new things first.',
    conditionGroups: [
      {
        conditions: [condition('country', 'in', ['DE', 'AT', 'FR', 'NL']), condition('beta', 'equals', true)],
      },
    ],
    included: ['anna', 'felix'],
  },
  {
    key: 'wholesale',
    name: 'Wholesale',
    conditionGroups: [
      { conditions: [condition('plan', 'equals', 'wholesale')] },
      { conditions: [condition('orders', 'greater-than', 200), { operator: 'segment', operand: 'eu-beta' }] },
    ],
    excluded: ['test-buyer'],
  },
  {
    key: 'loyalty-gold',
    name: 'Loyalty gold',
    conditionGroups: [{ conditions: [condition('loyalty', 'equals', 'gold')] }],
  },
  {
    key: 'help-desk-hours',
    name: 'While the help desk is open',
    conditionGroups: [
      {
        conditions: [
          {
            operator: 'time-window',
            operand: {
              days: ['mon', 'tue', 'wed', 'thu', 'fri'],
              from: '09:00',
              to: '17:30',
              timeZone: 'Europe/Berlin',
            },
          },
          { operator: 'in-region', operand: ['DACH', 'NL'] },
          condition('age', 'between', { from: 18, to: 65 }),
          condition('email', 'ends-with', { texts: ['.example', '.test'], ignoreCase: true }),
        ],
      },
    ],
  },
];

const release = (name: string, key: string, more: JsonObject): JsonObject =>
  booleanFlag(key, { name, ...more });

const flags: readonly JsonObject[] = [
  release('Checkout v2', 'checkout-v2', {
    module: 'Checkout',
    owner: { name: 'Mira Okafor' },
    tags: ['payments'],
    description: 'One page instead of three steps.',
    clientVisible: true,
  }),
  release('EU VAT 2027', 'eu-vat-2027', { module: 'Tax', owner: { name: 'Lena Brandt' } }),
  release('Apple Pay button', 'apple-pay-button', {
    module: 'Payments',
    owner: { name: 'Mira Okafor' },
    clientVisible: true,
  }),
  release('Free returns banner', 'free-returns-banner', {
    module: 'Checkout',
    owner: { name: 'Priya Nair' },
  }),
  release('Loyalty points', 'loyalty-points', { module: 'Loyalty', owner: { name: 'Tom Reyes' } }),
  release('Wholesale prices', 'wholesale-prices', {
    module: 'Catalogue',
    kind: 'permission',
    owner: { name: 'Tom Reyes' },
  }),
  release('Legacy invoice PDF', 'legacy-invoice-pdf', {
    module: 'Tax',
    kind: 'operational',
    owner: { name: 'Lena Brandt' },
  }),
  release('Dark cart', 'dark-cart', { module: 'Checkout', owner: { name: 'Tom Reyes' } }),
  {
    key: 'new-search',
    name: 'New search',
    type: 'string',
    kind: 'experiment',
    module: 'Search',
    owner: { name: 'Priya Nair' },
    variants: [
      { key: 'keywords', name: 'Keywords', value: 'keywords' },
      { key: 'meaning', name: 'By meaning', value: 'meaning' },
      { key: 'both', name: 'Both, mixed', value: 'both' },
    ],
  },
];

const ownRegions: JsonObject = {
  attribute: 'country',
  groups: { HARBOURS: ['DE', 'NL', 'US-CA'], NORTH: ['NORDICS', 'BALTICS'] },
};

const sharing: readonly JsonObject[] = [
  { key: 'loyalty' },
  {
    key: 'search-tests',
    shares: [
      { flag: 'new-search', share: 50_000 },
      { flag: 'free-returns-banner', share: 30_000 },
    ],
  },
];

const toAll = settingFor([], serve('on'));

const exceptBrazil: JsonObject = {
  mode: 'except',
  regions: ['BR'],
  reason: 'The bank there takes no such payments yet.',
  reviewOn: '2027-03-01',
};

const searchVersions: JsonObject = {
  enabled: true,
  rules: [{ id: 'staff', segments: ['staff'], serve: { strategy: 'fixed', params: { variant: 'both' } } }],
  everyoneElse: {
    strategy: 'split',
    params: {
      ranges: [
        { from: 0, to: 50_000, variant: 'keywords' },
        { from: 50_000, to: 75_000, variant: 'meaning' },
        { from: 75_000, to: 100_000, variant: 'both' },
      ],
    },
  },
};

/** Grows in steps of so many percent for so many hours; it stands at the third, or at the last before it. */
const growing = (...steps: readonly (readonly [percent: number, hours: number])[]): JsonObject => ({
  strategy: 'progressive',
  params: {
    variant: 'on',
    otherwise: 'off',
    plan: steps.map(([percent, hours]) => ({ percent, hours })),
    goTo: Math.min(2, steps.length - 2),
  },
});

const finished: JsonObject = {
  strategy: 'progressive',
  params: { variant: 'on', otherwise: 'off', plan: [{ percent: 100, hours: 0 }] },
};

type Published = readonly [flag: string, environment: string, setting: JsonObject];

const settings: readonly Published[] = [
  ['checkout-v2', 'dev', toAll],
  ['checkout-v2', 'staging', settingFor(['staff', 'eu-beta'], serve('on'))],
  [
    'checkout-v2',
    'prod',
    settingFor(['staff', 'eu-beta'], growing([1, 24], [5, 24], [25, 48], [50, 72], [100, 0])),
  ],
  ['eu-vat-2027', 'dev', toAll],
  ['eu-vat-2027', 'staging', { ...settingFor(['staff'], serve('off')), enabled: false }],
  ['apple-pay-button', 'dev', toAll],
  ['apple-pay-button', 'staging', settingFor([], finished)],
  ['apple-pay-button', 'prod', { ...toAll, availability: exceptBrazil }],
  ['free-returns-banner', 'dev', toAll],
  ['free-returns-banner', 'staging', settingFor(['eu-beta'], growing([10, 24], [50, 24], [100, 0]))],
  ['free-returns-banner', 'prod', settingFor(['staff'], share(10))],
  ['loyalty-points', 'dev', { ...settingFor(['staff', 'loyalty-gold'], share(20)), bucketGroup: 'loyalty' }],
  ['wholesale-prices', 'dev', settingFor(['wholesale'], serve('off'))],
  ['wholesale-prices', 'staging', settingFor(['wholesale'], serve('off'))],
  ['wholesale-prices', 'prod', settingFor(['wholesale'], serve('off'))],
  ['legacy-invoice-pdf', 'prod', { ...toAll, enabled: false }],
  ['new-search', 'dev', searchVersions],
  ['new-search', 'staging', { ...searchVersions, rules: [] }],
];

/**
 * Harbour, a shop in the middle of its work: segments, flags in every state, keys, a day of evaluations, and a change that
 * waits in prod.
 */
export async function tellStory(api: Api, relayUrl: string): Promise<void> {
  for (const body of segments) await api.done('POST', '/api/v1/segments', { body });
  for (const body of flags) await api.done('POST', '/api/v1/flags', { body });
  const { etag: regions } = await api.done('GET', '/api/v1/regions');
  await api.done('PUT', '/api/v1/regions', { ifMatch: regions, body: ownRegions });
  for (const body of sharing) await api.done('POST', '/api/v1/bucket-groups', { body });
  for (const [flag, environment, setting] of settings) {
    await api.set(flag, environment, setting, environment === 'prod' ? 'As agreed on Monday' : '');
  }
  for (const [environment, name, scope] of [
    ['dev', 'shop-web on my machine', 'client'],
    ['prod', 'checkout-api', 'server'],
    ['prod', 'shop-web', 'client'],
  ]) {
    await api.done('POST', '/api/v1/keys', { body: { environment, name, scope } });
  }
  const { etag: held } = await api.done('GET', '/api/v1/flags/free-returns-banner/environments/staging');
  const pause = { ifMatch: held, body: { rollout: 'pause' } };
  await api.done('PATCH', '/api/v1/flags/free-returns-banner/environments/staging', pause);
  await sendTraffic(api, relayUrl);
  const path = '/api/v1/segments/eu-beta';
  const { etag } = await api.done('GET', path);
  const country = condition('country', 'in', ['DE', 'AT', 'FR', 'NL', 'ES']);
  const conditionGroups = [{ conditions: [country, condition('beta', 'equals', true)] }];
  await api.done('PATCH', path, { ifMatch: etag, body: { conditionGroups } });
}

export const html = '<img src=x onerror=alert(1)> & "friends"';
export const long = 'A-name-without-any-space-in-it-'.repeat(6).slice(0, 180);

/** What nobody should write, in every text that pages show. */
export async function addHostileTexts(api: Api): Promise<void> {
  const inCountry = { conditions: [condition(html, 'equals', html)] };
  for (const [key, name] of [
    ['html', html],
    ['long', long],
  ] as const) {
    const segment = {
      key: `${key}-segment`,
      name,
      description: name,
      conditionGroups: [inCountry],
      included: [name],
    };
    await api.done('POST', '/api/v1/segments', { body: segment });
    const more = { name, description: name, module: name, owner: { name }, tags: [name.slice(0, 64)] };
    await api.done('POST', '/api/v1/flags', { body: booleanFlag(key, more) });
    for (const environment of ['dev', 'prod']) {
      await api.set(key, environment, settingFor([`${key}-segment`], share(25)), name);
    }
    await api.done('POST', '/api/v1/keys', { body: { environment: 'dev', name, scope: 'server' } });
  }
  const variants = [
    { key: 'k'.repeat(128), name: long, value: { html } },
    { key: 'b', name: html, value: {} },
  ];
  await api.done('POST', '/api/v1/flags', {
    body: { key: 'f'.repeat(128), name: 'Long keys', type: 'object', variants },
  });
  const everyoneElse = { strategy: 'fixed', params: { variant: 'k'.repeat(128) } };
  const shares = [
    { flag: 'f'.repeat(128), share: 10_000 },
    { flag: 'html', share: 10_000 },
    { flag: 'long', share: 10_000 },
  ];
  await api.done('POST', '/api/v1/bucket-groups', { body: { key: 'g'.repeat(128), by: html, shares } });
  await api.set('f'.repeat(128), 'dev', { enabled: true, rules: [], everyoneElse });
  await addTwins(api);
}

/** Names that are there twice, and a segment in two rules. */
async function addTwins(api: Api): Promise<void> {
  const conditionGroups = [{ conditions: [condition('country', 'equals', 'DE')] }];
  for (const key of ['twin-a', 'twin-b'])
    await api.done('POST', '/api/v1/segments', { body: { key, name: 'Twins', conditionGroups } });
  const variants = ['one', 'two'].map((value) => ({ key: value, value, name: 'Same' }));
  const body = { key: 'twins', name: 'Twins', type: 'string', variants, tags: ['same', 'same'] };
  await api.done('POST', '/api/v1/flags', { body });
  const rules = ['twin-a', 'twin-b', 'twin-a'].map((segment, index) => ({
    id: `rule-${index}`,
    segments: [segment],
    serve: { strategy: 'fixed', params: { variant: index === 2 ? 'two' : 'one' } },
  }));
  const everyoneElse = { strategy: 'fixed', params: { variant: 'one' } };
  await api.set('twins', 'dev', { enabled: true, rules, everyoneElse });
}
