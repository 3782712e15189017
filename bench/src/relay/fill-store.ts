import { randomBytes } from 'node:crypto';
import { findNeeds, formatKeyText } from '@hoist/core';
import type { Json, PublishedFlag, Setting } from '@hoist/core';
import { commit, openLog, openStore, sha256 } from '@hoist/store';

const countries = ['DE', 'FR', 'IT', 'ES', 'NL', 'BE', 'AT', 'CH', 'PL', 'CZ'];
const variants = [
  { key: 'on', value: true },
  { key: 'off', value: false },
];
const fixed = (variant: string) => ({ strategy: 'fixed', params: { variant } });

/** Commits 100 flags (a quarter each: fixed, rule, percentage, rule and percentage) and a key; returns the key. */
export async function fillStore(url: string): Promise<string> {
  const store = await openStore({ url });
  const key = formatKeyText('server', randomBytes(32));
  const flags = new Map<string, Json>([['environment', { installation: 'bench', key: 'dev' }]]);
  for (let index = 0; index < 100; index++) {
    const flag = toFlag(index);
    flags.set(`flag/${flag.key}`, flag as unknown as Json);
  }
  const createdAt = new Date().toISOString();
  const entry = {
    id: 'k',
    name: 'bench',
    scope: 'server',
    hash: sha256(key),
    createdAt,
    expiresAt: null,
    revokedAt: null,
  };
  await fill('environment/dev', flags);
  await fill(
    'keyring/dev',
    new Map([['keyring', { format: 1, keys: [entry], streamSecret: randomBytes(32).toString('hex') }]]),
  );
  await store.close();
  return key;

  async function fill(log: string, set: ReadonlyMap<string, Json>): Promise<void> {
    const reader = await openLog(store, log);
    const who = { kind: 'hoist', id: 'bench', name: 'Bench' } as const;
    await commit(store, reader, {
      idempotencyKey: 'fill',
      who,
      when: createdAt,
      kind: 'edited',
      comment: null,
      build: () => ({ set, removed: [], said: 'filled it' }),
    });
    reader.close();
  }
}

function toFlag(index: number): PublishedFlag {
  const setting: Setting = {
    enabled: true,
    prerequisites: [],
    availability: { mode: 'everywhere' },
    never: [],
    rules: index % 4 === 0 || index % 4 === 2 ? [] : [toRule(index)],
    everyoneElse: index % 4 < 2 ? fixed('off') : toPercentage(25_000),
    off: 'off',
    salt: `salt${String(index).padStart(6, '0')}`,
  };
  const needs = findNeeds(setting, []);
  return {
    key: `flag-${index}`,
    revision: 1,
    type: 'boolean',
    clientVisible: true,
    variants,
    setting,
    needs,
  };
}

function toRule(index: number): Setting['rules'][number] {
  const operand = countries.slice(index % 5, (index % 5) + 5);
  const condition = { attribute: 'country', operator: 'in', operand, negate: false };
  return { id: 'rule', name: '', enabled: true, segments: [], conditions: [condition], serve: fixed('on') };
}

function toPercentage(to: number) {
  const ranges = [
    { from: 0, to, variant: 'on' },
    { from: to, to: 100_000, variant: 'off' },
  ];
  return { strategy: 'split', params: { ranges } };
}
