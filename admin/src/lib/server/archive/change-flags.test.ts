import { describe, expect, it } from 'vitest';
import type { AdminContext } from '../context.ts';
import { etagOfPart, readDefinitions } from '../definitions/definitions.ts';
import { createFlag } from '../flags/flags.ts';
import { editor, mira, openFilledHoist, refusalOf, setUp, viewer } from '../testing.ts';
import { changeFlags, mostFlags, previewArchiving } from './change-flags.ts';

async function openSome(): Promise<AdminContext> {
  const hoist = await openFilledHoist();
  const variants = [
    { key: 'on', value: true },
    { key: 'off', value: false },
  ];
  for (const name of ['Search', 'Cart'])
    await createFlag(hoist, mira, { key: name.toLowerCase(), name, type: 'boolean', variants });
  return hoist;
}

const choose = (hoist: AdminContext, ...keys: readonly string[]) =>
  keys.map((key) => ({ key, ifMatch: etagOfPart(hoist.definitions, `flag/${key}`) }));
const flagOf = (hoist: AdminContext, key: string) => readDefinitions(hoist.definitions).flags.get(key);
const why = `'Checkout' is on in dev. Turn it off there first, then archive it.`;

describe('several flags at once', () => {
  it('are tagged, and lose a tag, each by a change of its own', async () => {
    const hoist = await openSome();
    const before = hoist.definitions.state.version;
    const add = (tag: string) => ({ kind: 'add-tag', tag }) as const;
    await changeFlags(hoist, editor, { chosen: choose(hoist, 'cart'), change: add('old') });
    const chosen = choose(hoist, 'search', 'cart');
    const { done, refused } = await changeFlags(hoist, editor, { chosen, change: add('shop') });
    expect([done.map(({ name }) => name), refused]).toEqual([['Search', 'Cart'], []]);
    expect([flagOf(hoist, 'search')?.tags, flagOf(hoist, 'cart')?.tags]).toEqual([['shop'], ['old', 'shop']]);
    expect(hoist.definitions.state.version).toBe(before + 3);
    const change = { kind: 'remove-tag', tag: 'shop' } as const;
    await changeFlags(hoist, editor, { chosen: choose(hoist, 'search', 'cart', 'checkout'), change });
    expect([flagOf(hoist, 'search')?.tags, flagOf(hoist, 'cart')?.tags]).toEqual([[], ['old']]);
  });

  it('get an owner', async () => {
    const hoist = await openSome();
    const change = { kind: 'owner', owner: { name: 'Team Cart', person: null } } as const;
    await changeFlags(hoist, editor, { chosen: choose(hoist, 'search', 'cart'), change });
    expect(flagOf(hoist, 'cart')?.owner).toEqual({ name: 'Team Cart', person: null });
  });

  it('are archived, and one that cannot be keeps no other from it', async () => {
    const hoist = await openSome();
    await setUp(hoist, 'dev');
    const chosen = choose(hoist, 'search', 'checkout', 'cart');
    const expected = {
      done: [
        { key: 'search', name: 'Search' },
        { key: 'cart', name: 'Cart' },
      ],
      refused: [{ key: 'checkout', name: 'Checkout', why }],
    };
    expect(await previewArchiving(hoist, chosen)).toEqual(expected);
    expect(flagOf(hoist, 'cart')?.archivedAt).toBeNull();
    expect(await changeFlags(hoist, editor, { chosen, change: { kind: 'archive' } })).toEqual(expected);
    expect(['search', 'checkout', 'cart'].map((key) => flagOf(hoist, key)?.archivedAt === null)).toEqual([
      false,
      true,
      false,
    ]);
  });

  it('are left alone where somebody has changed or deleted one meanwhile', async () => {
    const hoist = await openSome();
    const chosen = [...choose(hoist, 'search', 'cart'), { key: 'gone', ifMatch: 'x' }];
    const change = { kind: 'add-tag', tag: 'first' } as const;
    await changeFlags(hoist, mira, { chosen: choose(hoist, 'cart'), change });
    const { done, refused } = await changeFlags(hoist, editor, {
      chosen,
      change: { ...change, tag: 'second' },
    });
    expect(done.map(({ key }) => key)).toEqual(['search']);
    expect(refused.map(({ key }) => key)).toEqual(['cart', 'gone']);
    expect(refused[0]?.why).toContain('changed');
    expect(flagOf(hoist, 'cart')?.tags).toEqual(['first']);
  });

  it('change once, however often the same form is sent', async () => {
    const hoist = await openSome();
    const request = {
      chosen: choose(hoist, 'search', 'cart'),
      change: { kind: 'add-tag', tag: 'shop' } as const,
      idempotencyKey: 'form:x',
    };
    await changeFlags(hoist, editor, request);
    const { version } = hoist.definitions.state;
    await changeFlags(hoist, editor, request);
    expect(hoist.definitions.state.version).toBe(version);
  });
});

describe('a request about several flags is refused', () => {
  it.each([
    ['without a flag', 0, 'shop', 'Select at least one flag of the list.'],
    ['without a tag', 1, '', 'Enter a tag.'],
    [
      'with too many flags',
      mostFlags + 1,
      'shop',
      'At most 100 flags are changed at once, and these are 101. Select fewer.',
    ],
  ])('%s', async (_, count, tag, message) => {
    const hoist = await openSome();
    const chosen = Array.from({ length: count }, () => ({ key: 'cart', ifMatch: 'x' }));
    const run = () => changeFlags(hoist, editor, { chosen, change: { kind: 'add-tag', tag } });
    const refusal = await refusalOf(run);
    expect([refusal.status, Object.values(refusal.fields)]).toEqual([422, [message]]);
  });

  it('with a tag that no flag can have, before anything has changed', async () => {
    const hoist = await openSome();
    const { version } = hoist.definitions.state;
    const change = { kind: 'add-tag', tag: 'x'.repeat(65) } as const;
    const run = () => changeFlags(hoist, editor, { chosen: choose(hoist, 'cart'), change });
    expect((await refusalOf(run)).status).toBe(422);
    expect(hoist.definitions.state.version).toBe(version);
  });

  it('for somebody who may only look', async () => {
    const hoist = await openSome();
    const run = () =>
      changeFlags(hoist, viewer, { chosen: choose(hoist, 'cart'), change: { kind: 'archive' } });
    expect((await refusalOf(run)).status).toBe(403);
  });
});
