import { randomUUID } from 'node:crypto';
import { settingSchema } from '@hoist/core';
import type { Json, Setting } from '@hoist/core';
import { commit } from '@hoist/store';
import { describe, expect, it } from 'vitest';
import type { AdminContext } from '../context.ts';
import { createFlag } from '../flags/flags.ts';
import { toActor } from '../access/person.ts';
import { followEverywhere, hoistItself } from './follow.ts';
import { changeSegment, createSegment, readSegment } from '../segments/segments.ts';
import { readPublished } from './published.ts';
import { previewSetting } from '../settings/preview-setting.ts';
import { saveSetting } from '../settings/save-setting.ts';
import { switchFlag } from '../settings/switch-flag.ts';
import { etagOf, forBeta, mira, openFilledHoist, refusalOf, setUp } from '../testing.ts';

const serve = { strategy: 'fixed', params: { variant: 'on' } };
const place = { flag: 'checkout', environment: 'dev' };

/** Rules with so many patterns, each another one. */
function rulesWith(count: number, name = 'p') {
  const conditions = Array.from({ length: count }, (_, index) => ({
    attribute: 'sku',
    operator: 'regex',
    operand: `^${name}-${index}-[0-9]+$`,
  }));
  return Array.from({ length: Math.ceil(count / 50) }, (_, index) => ({
    id: `r${index}`,
    conditions: conditions.slice(index * 50, index * 50 + 50),
    serve,
  }));
}

/** Writes a setting as an older version of Hoist could have. */
async function put(hoist: AdminContext, settings: ReadonlyMap<string, Setting>): Promise<void> {
  const reader = hoist.published('dev');
  const { version: _, ...flag } = readPublished(reader).flags.get('checkout')!;
  const set = new Map(
    [...settings].map(([key, setting]) => [`flag/${key}`, { ...flag, key, setting } as unknown as Json]),
  );
  const when = new Date().toISOString();
  await commit(hoist.store, reader, {
    idempotencyKey: randomUUID(),
    kind: 'edited',
    who: toActor(hoistItself),
    when,
    comment: null,
    build: () => ({ set, removed: [], said: 'wrote it' }),
  });
}

async function open(): Promise<AdminContext> {
  const hoist = await openFilledHoist();
  await setUp(hoist, 'dev');
  return hoist;
}

const save = (hoist: AdminContext, setting: unknown) =>
  saveSetting(hoist, mira, { ...place, setting, ifMatch: etagOf(hoist, 'dev'), comment: '' });

describe('a setting that asks too much of hosts', () => {
  it('is refused beside its rules when it is saved, and when it is previewed', async () => {
    const hoist = await open();
    await save(hoist, { ...forBeta(hoist), rules: rulesWith(100) });
    const tooMany = { ...forBeta(hoist), rules: rulesWith(101) };
    for (const attempt of [
      () => save(hoist, tooMany),
      async () => previewSetting(hoist, { ...place, setting: tooMany }),
    ]) {
      const { status, fields } = await refusalOf(attempt);
      expect([status, fields['setting.rules']]).toEqual([
        422,
        "The setting has 101 conditions with 'regex', and at most 100 are quick enough. Ask by lists or texts instead.",
      ]);
    }
    const condition = {
      attribute: 'a',
      operator: 'in',
      operand: Array.from({ length: 500 }, (_, n) => `${n}`.padEnd(100, 'x')),
    };
    const rules = Array.from({ length: 12 }, (_, index) => ({
      id: `r${index}`,
      conditions: [condition],
      serve,
    }));
    const { fields } = await refusalOf(() => save(hoist, { ...forBeta(hoist), rules }));
    expect(fields['setting.rules']).toMatch(/^The setting takes 6\d\d KiB as JSON, and at most 512 KiB\./);
  });

  it('counts a heavy pattern as 25', async () => {
    const hoist = await open();
    const heavy = (count: number) => ({
      ...forBeta(hoist),
      rules: rulesWith(count).map((rule) => ({
        ...rule,
        conditions: rule.conditions.map((condition, index) => ({
          ...condition,
          operand: `[a${index}].{35}b`,
        })),
      })),
    });
    await save(hoist, heavy(4));
    const { fields } = await refusalOf(() => save(hoist, heavy(5)));
    expect(fields['setting.rules']).toBe(
      "The setting has 5 conditions with 'regex' that count as 125, because some are heavy, and at most 100 are quick enough. Make those simpler, or ask by lists or texts instead.",
    );
  });

  it('is refused before any of its patterns is read', async () => {
    const hoist = await open();
    const heavy = { ...forBeta(hoist), rules: rulesWith(4_000, 'x'.repeat(200)) };
    const before = process.threadCpuUsage();
    await refusalOf(async () => previewSetting(hoist, { ...place, setting: heavy }));
    const { user, system } = process.threadCpuUsage(before);
    // Reading the patterns alone takes a second.
    expect((user + system) / 1_000).toBeLessThan(500);
  });

  it('can be turned off, and made smaller', async () => {
    const hoist = await open();
    const heavy = settingSchema.parse({ ...forBeta(hoist), rules: rulesWith(150), salt: 'abcdef12' });
    await put(hoist, new Map([['checkout', heavy]]));
    const { salt: _, ...draft } = heavy;
    await refusalOf(() => save(hoist, { ...draft, rules: rulesWith(151) }));
    await switchFlag(hoist, mira, { ...place, enabled: false, ifMatch: etagOf(hoist, 'dev'), comment: '' });
    expect(readPublished(hoist.published('dev')).flags.get('checkout')?.setting?.enabled).toBe(false);
    await save(hoist, { ...draft, enabled: false, rules: rulesWith(149) });
  });
});

describe('an environment that is asked too much', () => {
  it('refuses, by name, what adds to it, and lets everything else through', async () => {
    const hoist = await open();
    const one = settingSchema.parse({ ...forBeta(hoist), rules: rulesWith(100), salt: 'abcdef12' });
    await put(hoist, new Map(Array.from({ length: 20 }, (_, index) => [`full-${index}`, one])));
    const oneMore = { ...forBeta(hoist), rules: rulesWith(1) };
    const message =
      "'dev' would have 2,001 conditions with patterns or the like (a heavy one counts as several), and at most 2,000 are quick enough. Take some out, here or in other flags.";
    expect(previewSetting(hoist, { ...place, setting: oneMore }).problems).toEqual([message]);
    const { status, fields } = await refusalOf(() => save(hoist, oneMore));
    expect([status, fields]).toEqual([422, { 'setting.rules': message }]);
    await save(hoist, { ...forBeta(hoist), off: null });
  });

  it('lets a segment wait that would bring too many', async () => {
    const hoist = await open();
    await createSegment(hoist, mira, { key: 'shops', name: 'Shops', conditionGroups: [] });
    await save(hoist, { ...forBeta(hoist), rules: [{ id: 'r', segments: ['shops'], serve }] });
    const one = settingSchema.parse({ ...forBeta(hoist), rules: rulesWith(100), salt: 'abcdef12' });
    await put(hoist, new Map(Array.from({ length: 20 }, (_, index) => [`full-${index}`, one])));
    const conditionGroups = rulesWith(1).map(({ conditions }) => ({ conditions }));
    const { etag } = readSegment(hoist, 'shops');
    await changeSegment(hoist, mira, { key: 'shops', ifMatch: etag, patch: { conditionGroups } });
    await createFlag(hoist, mira, {
      key: 'other',
      name: 'Other',
      type: 'boolean',
      variants: [{ key: 'on', value: true }],
    });
    await followEverywhere(hoist, hoistItself);
    expect(
      readSegment(hoist, 'shops').environments.find(({ environment }) => environment.key === 'dev')?.pending,
    ).toBe(true);
    expect(readPublished(hoist.published('dev')).flags.has('other')).toBe(true);
  });
});

it('refuses a segment with too many patterns, and counts no list of IDs', async () => {
  const hoist = await open();
  const included = Array.from({ length: 512 }, (_, index) => `${index}`.padEnd(1_020, 'x'));
  await createSegment(hoist, mira, {
    key: 'listed',
    name: 'Listed',
    included,
    excluded: included.map((id) => `${id}y`),
  });
  const conditionGroups = rulesWith(101).map(({ conditions }) => ({ conditions }));
  const { fields } = await refusalOf(() =>
    createSegment(hoist, mira, { key: 'heavy', name: 'Heavy', conditionGroups }),
  );
  expect(fields['conditionGroups']).toMatch(/^The segment has 101 conditions with 'regex'/);
});
