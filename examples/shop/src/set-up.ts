import type { HoistApi } from './hoist-api.ts';

/** What the shop asks Hoist for, with the keys to ask it by. */
export interface ShopKeys {
  readonly server: string;
  readonly client: string;
}

const onOff = [
  { key: 'on', value: true },
  { key: 'off', value: false },
];

const flags = [
  {
    key: 'free-shipping',
    name: 'Free shipping',
    description: 'The example shop takes no money for shipping from its members. Asked by its server.',
    type: 'boolean',
    variants: onOff,
    module: 'checkout',
    tags: ['example'],
  },
  {
    key: 'shop-headline',
    name: 'Shop headline',
    description: 'What the example shop says first. Asked by its page.',
    type: 'string',
    clientVisible: true,
    variants: [
      { key: 'calm', value: 'Good things, fairly made.', name: 'Calm' },
      { key: 'loud', value: 'Everything must go!', name: 'Loud' },
    ],
    module: 'storefront',
    tags: ['example'],
  },
] as const;

const off = { strategy: 'fixed', params: { variant: 'off' } };
const on = { strategy: 'fixed', params: { variant: 'on' } };
const settings = {
  'free-shipping': {
    enabled: true,
    off: 'off',
    rules: [{ id: 'members', segments: ['shop-members'], serve: on }],
    everyoneElse: off,
  },
  'shop-headline': { enabled: true, everyoneElse: { strategy: 'fixed', params: { variant: 'calm' } } },
} as const;

/** Makes the shop's segment, flags and keys where they are missing; what somebody has changed since is left alone. */
export async function setUpShop(api: HoistApi, environment: string): Promise<ShopKeys> {
  if (!(await api.send('GET', '/segments/shop-members'))) {
    await api.send('POST', '/segments', {
      key: 'shop-members',
      name: 'Shop members',
      description: 'People with a membership of the example shop.',
      conditionGroups: [{ conditions: [{ attribute: 'member', operator: 'equals', operand: true }] }],
    });
  }
  for (const flag of flags) {
    if (!(await api.send('GET', `/flags/${flag.key}`))) await api.send('POST', '/flags', flag);
    const path = `/flags/${flag.key}/environments/${environment}`;
    const here = await api.send('GET', path);
    if (here?.body['setting'] === null)
      await api.send('PUT', path, { setting: settings[flag.key] }, here.etag);
  }
  return {
    server: await makeKey(api, environment, 'server'),
    client: await makeKey(api, environment, 'client'),
  };
}

async function makeKey(api: HoistApi, environment: string, scope: 'server' | 'client'): Promise<string> {
  const made = await api.send('POST', '/keys', { environment, name: `Example shop, ${scope}`, scope });
  const key = made?.body['key'];
  if (typeof key !== 'string') throw new Error('Hoist made no key.');
  return key;
}
