import { randomUUID } from 'node:crypto';
import { defineOperator, flagDefinitionSchema } from '@hoist/core';
import type { Json } from '@hoist/core';
import { commit } from '@hoist/store';
import type { LogReader } from '@hoist/store';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { AdminContext } from '../context.ts';
import { explainFlag } from '../flags/explain-flag.ts';
import { toActor } from '../access/person.ts';
import { followEverywhere, hoistItself } from '../publishing/follow.ts';
import { readPublished } from '../publishing/published.ts';
import { previewSetting } from './preview-setting.ts';
import { saveSetting } from './save-setting.ts';
import { etagOf, forBeta, mira, openFilledHoist, setUp } from '../testing.ts';

/** The flags whose conditions were compiled: each has an operand of its own. */
const compiled: string[] = [];
const probe = defineOperator({
  name: 'test:probe',
  title: 'is',
  negatedTitle: 'is not',
  description: '',
  group: '',
  accepts: ['string'],
  schema: z.string().transform((operand) => {
    compiled.push(operand);
    return operand;
  }),
  matches: () => false,
  vectors: [],
});
const serve = { strategy: 'fixed', params: { variant: 'on' } };
const conditionOn = (operand: string) => ({
  attribute: 'country',
  operator: probe.name,
  operand,
  negate: false,
});

function define(key: string): Json {
  const variants = [{ key: 'on', value: true }];
  return flagDefinitionSchema.parse({
    key,
    revision: 1,
    name: key,
    type: 'boolean',
    clientVisible: false,
    variants,
  }) as Json;
}

async function put(hoist: AdminContext, reader: LogReader, set: ReadonlyMap<string, Json>): Promise<void> {
  const when = new Date().toISOString();
  const build = () => ({ set, removed: [], said: 'wrote it' });
  await commit(hoist.store, reader, {
    idempotencyKey: randomUUID(),
    kind: 'edited',
    who: toActor(hoistItself),
    when,
    comment: null,
    build,
  });
}

async function openLarge(count: number): Promise<AdminContext> {
  const hoist = await openFilledHoist(undefined, [probe]);
  await setUp(hoist, 'dev');
  const flags = Array.from({ length: count }, (_, index) => `flag-${index}`);
  await put(hoist, hoist.definitions, new Map(flags.map((key) => [`flag/${key}`, define(key)])));
  const published = readPublished(hoist.published('dev')).flags.get('checkout')!;
  const parts = flags.map((key) => {
    const rules = [{ id: 'r', name: '', enabled: true, segments: [], conditions: [conditionOn(key)], serve }];
    const { version: _, ...flag } = { ...published, key, setting: { ...published.setting!, rules } };
    return [`flag/${key}`, flag as unknown as Json] as const;
  });
  await put(hoist, hoist.published('dev'), new Map(parts));
  compiled.length = 0;
  return hoist;
}

describe('in an environment of many flags', () => {
  it('a preview, a save and an explanation compile what is new and nothing else', async () => {
    const hoist = await openLarge(50);
    const place = { flag: 'checkout', environment: 'dev' };
    const draft = { ...forBeta(hoist), off: null };
    previewSetting(hoist, { ...place, setting: draft });
    // What is published was compiled for the first preview after it.
    expect(new Set(compiled).size).toBe(50);
    compiled.length = 0;
    expect(previewSetting(hoist, { ...place, setting: draft }).problems).toEqual([]);
    await saveSetting(hoist, mira, { ...place, setting: draft, ifMatch: etagOf(hoist, 'dev'), comment: '' });
    previewSetting(hoist, { ...place, setting: forBeta(hoist) });
    explainFlag(hoist, { ...place, context: {} });
    expect(compiled).toEqual([]);
    const rules = [{ id: 'r', conditions: [conditionOn('new')], serve }];
    previewSetting(hoist, { ...place, setting: { ...draft, rules } });
    expect(new Set(compiled)).toEqual(new Set(['new']));
  });

  it('takes an import a part at a time, and all of it', async () => {
    const hoist = await openLarge(1_200);
    const { version } = hoist.published('staging').state;
    await followEverywhere(hoist, hoistItself);
    for (const environment of ['staging', 'prod']) {
      const { flags } = readPublished(hoist.published(environment));
      expect([...flags.values()].filter(({ setting }) => setting === null)).toHaveLength(1_201);
    }
    expect(hoist.published('staging').state.version - version).toBe(3);
  });
});
