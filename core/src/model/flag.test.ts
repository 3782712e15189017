import { describe, expect, it } from 'vitest';
import { flagDefinitionSchema } from './flag.ts';
import { limits } from './limits.ts';

const variants = [
  { key: 'on', value: true },
  { key: 'off', value: false },
];

const flag = (parts: object = {}) =>
  flagDefinitionSchema.safeParse({
    key: 'checkout',
    revision: 1,
    name: 'Checkout',
    type: 'boolean',
    variants,
    ...parts,
  });

const issuesOf = (result: ReturnType<typeof flag>) =>
  result.error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];

describe('a flag definition', () => {
  it('fills in what is left out, so that one that says little is hidden from browsers', () => {
    expect(flag().data).toMatchObject({
      kind: 'release',
      clientVisible: false,
      archivedAt: null,
      codeDefault: null,
      tags: [],
    });
  });

  it('refuses a name of 10,000 characters with its limit', () => {
    expect(issuesOf(flag({ name: 'x'.repeat(10_000) }))).toEqual([
      `name: A name has at most ${limits.name} characters.`,
    ]);
  });

  it.each(['', '   '])('refuses the name %j', (name) => {
    expect(issuesOf(flag({ name }))).toEqual(['name: Enter a name.']);
  });

  it.each(['Dark\u202ecart', 'Dark\ncart', 'Dark\0cart', '\u2066Dark'])(
    'refuses %j as a name, a module and the name of a variant: sentences name them',
    (text) => {
      const results = [
        flag({ name: text }),
        flag({ module: text }),
        flag({ tags: [text] }),
        flag({ variants: [{ key: 'on', value: true, name: text }] }),
      ];
      for (const result of results) expect(issuesOf(result).join()).toMatch(/: It (has|begins with) a/);
    },
  );

  it('refuses a name of which nothing can be seen, and takes those of every script and joined emoji', () => {
    expect(issuesOf(flag({ name: '\u200b\u200d' }))).toEqual(['name: Enter a name that can be seen.']);
    for (const name of ['عرض جديد', '新しい検索', 'نمی‌خواهم', '👩‍👩‍👧', 'a\u200fb'])
      expect(issuesOf(flag({ name }))).toEqual([]);
  });

  it('keeps HTML in texts as it was typed', () => {
    const html = '<img src=x onerror=alert(1)>';
    expect(
      flag({ name: html, description: html, module: html, owner: { name: html }, tags: [html] }).data,
    ).toMatchObject({
      name: html,
      description: html,
      tags: [html],
    });
  });

  it('is owned by a person, by whoever a text names, or by nobody', () => {
    const ownerOf = (owner: unknown) => flag({ owner }).data?.owner;
    expect(ownerOf({ name: 'Mira', person: 'p1' })).toEqual({ name: 'Mira', person: 'p1' });
    expect(ownerOf({ name: 'Team Tax' })).toEqual({ name: 'Team Tax', person: null });
    expect(ownerOf(undefined)).toBeNull();
    expect(issuesOf(flag({ owner: { name: '' } }))).toEqual([
      'owner.name: Enter a name, or leave the owner out.',
    ]);
    expect(issuesOf(flag({ owner: 'Mira' }))).toHaveLength(1);
  });

  it('refuses two variants of one key, values of another type, and none at all', () => {
    expect(issuesOf(flag({ variants: [...variants, { key: 'on', value: 1 }] }))).toEqual([
      "variants.2.key: Two variants have the key 'on'. Give each its own.",
      'variants.2.value: The value must be true or false.',
    ]);
    expect(issuesOf(flag({ variants: [] }))).toEqual(['variants: A flag needs at least one variant.']);
  });

  it('refuses a value that is too large', () => {
    const holding = (value: string) => flag({ type: 'string', variants: [{ key: 'a', value }] });
    for (const [letter, bytes] of [
      ['x', 1],
      ['🚀', 4],
    ] as const) {
      const most = Math.floor((limits.variantBytes - 2) / bytes);
      expect(holding(letter.repeat(most)).success).toBe(true);
      expect(issuesOf(holding(letter.repeat(most + 1)))).toEqual([
        `variants.0.value: A value has at most ${limits.variantBytes} bytes as JSON.`,
      ]);
    }
  });

  it.each([
    ['tags', Array.from({ length: limits.tags + 1 }, () => 't')],
    ['tags', ['']],
    ['description', 'x'.repeat(limits.description + 1)],
    ['kind', 'toggle'],
    ['type', 'number'],
    ['revision', 0],
    ['lifetimeDays', 1.5],
  ])('refuses %s that is out of bounds', (field, value) => {
    expect(flag({ [field]: value }).success).toBe(false);
  });
});
