import { describe, expect, it } from 'vitest';
import { createFlag, changeFlag } from '../flags/flags.ts';
import { readFlag } from '../flags/flag-views.ts';
import { createBucketGroup } from '../bucket-groups/bucket-groups.ts';
import { createKey } from '../keys/make-key.ts';
import { changeSegment, createSegment, readSegment } from '../segments/segments.ts';
import { saveSetting } from '../settings/save-setting.ts';
import { readPublished } from '../publishing/published.ts';
import { etagOf, forBeta, mira, openFilledHoist, refusalOf } from '../testing.ts';

const save = async (patch: object) => {
  const hoist = await openFilledHoist();
  const { off: _, ...setting } = forBeta(hoist);
  const place = { flag: 'checkout', environment: 'dev', ifMatch: etagOf(hoist, 'dev'), comment: '' };
  await saveSetting(hoist, mira, { ...place, setting: { ...setting, ...patch } });
  return readPublished(hoist.published('dev')).flags.get('checkout')?.setting;
};
const on = { strategy: 'fixed', params: { variant: 'on' } };
const rule = { id: 'beta', segments: ['beta'], serve: on };

describe('a field that there is none of', () => {
  it.each([
    [{ rulez: [] }, 'setting.rulez', 'rules'],
    [{ nevr: ['beta'] }, 'setting.nevr', 'never'],
    [{ aviability: { mode: 'everywhere' } }, 'setting.aviability', 'availability'],
    [{ enabld: false }, 'setting.enabld', 'enabled'],
    [{ rules: [{ ...rule, enabld: false }] }, 'setting.rules.0.enabld', 'enabled'],
    [
      { rules: [{ ...rule, conditions: [{ attribute: 'a', operator: 'exists', negated: true }] }] },
      'setting.rules.0.conditions.0.negated',
      'negate',
    ],
  ])('is refused in a setting: %j', async (patch, path, nearest) => {
    const { status, fields } = await refusalOf(() => save(patch));
    expect(status).toBe(422);
    expect(fields[path]).toContain(`Did you mean '${nearest}'?`);
  });

  it('is refused by itself, however many there are', async () => {
    const { fields } = await refusalOf(() => save({ rulez: [], nevr: [] }));
    expect(fields).toEqual({
      'setting.rulez': "There is no field 'rulez' here. Did you mean 'rules'?",
      'setting.nevr': "There is no field 'nevr' here. Did you mean 'never'?",
    });
    const hoist = await openFilledHoist();
    const base = { key: 'checkout', ifMatch: readFlag(hoist, 'checkout').etag };
    const patch = { nmae: 'X', tgas: [] } as never;
    expect((await refusalOf(() => changeFlag(hoist, mira, { ...base, patch }))).fields).toEqual({
      nmae: "There is no field 'nmae' here. Did you mean 'name'?",
      tgas: "There is no field 'tgas' here. Did you mean 'tags'?",
    });
  });

  it('is refused in the parameters of a strategy', async () => {
    const ranges = [
      { from: 0, to: 50_000, variant: 'on' },
      { from: 50_000, to: 100_000, variant: 'off' },
    ];
    const { fields } = await refusalOf(() =>
      save({ everyoneElse: { strategy: 'split', params: { ranges, attribute: 'company' } } }),
    );
    expect(JSON.stringify(fields)).toContain("There is no field 'attribute' here");
  });

  it('is refused in a flag and in a segment', async () => {
    const hoist = await openFilledHoist();
    const flag = { key: 'x', nmae: 'X', name: 'X', type: 'boolean', variants: [{ key: 'on', value: true }] };
    expect((await refusalOf(() => createFlag(hoist, mira, flag))).fields).toHaveProperty('nmae');
    const segment = { key: 'x', name: 'X', include: ['anna'] };
    expect((await refusalOf(() => createSegment(hoist, mira, segment))).fields['include']).toContain(
      'included',
    );
  });
});

describe('fields that nobody sets', () => {
  it('may be sent back as they were read, and not otherwise', async () => {
    const hoist = await openFilledHoist();
    const flag = readFlag(hoist, 'checkout');
    const edited = { ...flag.definition, name: 'Checkout 2' };
    const base = { key: 'checkout', ifMatch: flag.etag };
    await changeFlag(hoist, mira, { ...base, patch: edited as never });
    const again = { key: 'checkout', ifMatch: readFlag(hoist, 'checkout').etag };
    const wrong = { ...edited, revision: 9, createdAt: null } as never;
    const { fields } = await refusalOf(() => changeFlag(hoist, mira, { ...again, patch: wrong }));
    expect(Object.keys(fields).sort()).toEqual(['createdAt', 'revision']);
    const segment = readSegment(hoist, 'beta');
    const patch = { ...segment.definition, description: 'x' } as never;
    await changeSegment(hoist, mira, { key: 'beta', ifMatch: segment.etag, patch });
    expect(readSegment(hoist, 'beta').definition.description).toBe('x');
  });

  const flag = { key: 'x', name: 'X', type: 'boolean', variants: [{ key: 'on', value: true }] };
  const key = { environment: 'dev', name: 'X', scope: 'server' };
  it.each([
    ['flag', 'revision', createFlag, { ...flag, revision: 7 }],
    ['flag', 'createdAt', createFlag, { ...flag, createdAt: '2020-01-01T00:00:00.000Z' }],
    ['flag', 'archivedAt', createFlag, { ...flag, archivedAt: '2020-01-01T00:00:00.000Z' }],
    ['segment', 'revision', createSegment, { key: 'x', name: 'X', revision: 7 }],
    ['segment', 'archivedAt', createSegment, { key: 'x', name: 'X', archivedAt: '2020-01-01T00:00:00Z' }],
    ['bucket-group', 'revision', createBucketGroup, { key: 'x', revision: 7 }],
    ['bucket-group', 'salt', createBucketGroup, { key: 'x', salt: 'chosen00' }],
    ['key', 'createdAt', createKey, { ...key, createdAt: '2020-01-01T00:00:00.000Z' }],
    ['key', 'id', createKey, { ...key, id: 'mine' }],
  ])('are refused for a new %s by name: %s', async (_, name, create, input) => {
    const hoist = await openFilledHoist();
    const refusal = await refusalOf(() => create(hoist, mira, input));
    expect(refusal.status).toBe(422);
    expect(refusal.fields[name]).toMatch(new RegExp(`'${name}'.*[Ll]eave it out`));
  });

  it('may be sent for something new as creation gives them', async () => {
    const hoist = await openFilledHoist();
    await createFlag(hoist, mira, { ...flag, revision: 1, archivedAt: null });
    await createSegment(hoist, mira, { key: 'x', name: 'X', revision: 1, archivedAt: null });
    const { definition } = await createBucketGroup(hoist, mira, { key: 'x', revision: 1 });
    expect(definition.revision).toBe(1);
  });

  it('are refused in a first setting: it cannot draw as another environment does', async () => {
    const { status, fields } = await refusalOf(() => save({ salt: 'chosen00' }));
    expect([status, fields]).toEqual([
      422,
      { 'setting.salt': "'salt' is not for you to set: leave it out." },
    ]);
  });
});

it("an on/off flag's first setting serves its false variant when off, unless it says otherwise", async () => {
  expect(await save({})).toMatchObject({ off: 'off' });
  expect(await save({ off: null })).toMatchObject({ off: null });
});
