import { describe, expect, it } from 'vitest';
import { createBucketGroup } from '../bucket-groups/bucket-groups.ts';
import { createFlag } from '../flags/flags.ts';
import { createKey } from '../keys/make-key.ts';
import { changeSegment, createSegment, readSegment } from '../segments/segments.ts';
import { letJoin, mira, openFilledHoist, reportRelay, setUp } from '../testing.ts';
import { createToken } from '../tokens/tokens.ts';
import type { AdminContext } from '../context.ts';
import { operations } from './operations.ts';
import { callRoute } from './testing-routes.ts';

interface Listed {
  readonly items: readonly Readonly<Record<string, unknown>>[];
  readonly next: string | null;
}

const lists = operations.filter(({ id }) => id.startsWith('list'));

const add = async (hoist: AdminContext, key: string) => {
  const variants = [{ key: 'on', value: true }];
  await createFlag(hoist, mira, { key, name: key, type: 'boolean', variants });
  await createSegment(hoist, mira, { key, name: key });
  await createBucketGroup(hoist, mira, { key });
  await createKey(hoist, mira, { environment: 'prod', name: key, scope: 'server' });
  await createToken(hoist, mira, { name: key, role: 'hold' });
  await reportRelay(hoist, key);
  await letJoin(hoist, { ...mira, id: key, name: key, email: `${key}@example.com` });
};

/** What tells the items of any list apart. */
function nameOf(item: Readonly<Record<string, unknown>>): string {
  for (const field of ['definition', 'environment']) {
    const value = item[field];
    if (typeof value === 'object' && value !== null && 'key' in value) return String(value.key);
  }
  // Numbers of versions are those of a log.
  const log = [item['log'], item['environment']].find((each) => typeof each === 'string') ?? '';
  return String(log) + String(item['id'] ?? item['version'] ?? item['key'] ?? item['name']);
}

describe('every list', () => {
  it('shows each entry once and none twice, although more are added while it is read page by page', async () => {
    const hoist = await openFilledHoist();
    await setUp(hoist, 'prod');
    for (const key of ['m', 'c', 'x']) await add(hoist, key);
    const { etag } = readSegment(hoist, 'beta');
    await changeSegment(hoist, mira, { key: 'beta', ifMatch: etag, patch: { included: ['anna'] } });
    const read = async (operation: (typeof lists)[number], query: Readonly<Record<string, unknown>>) => {
      const params = { environment: 'prod', key: 'checkout' };
      const named = operation.path.includes('/keys') ? { ...query, environment: 'prod' } : query;
      const answer = await callRoute({ hoist, person: mira }, operation, { params, query: named });
      return (await answer.json()) as Listed;
    };
    for (const [index, operation] of lists.entries()) {
      const before = (await read(operation, { limit: 500 })).items.map(nameOf);
      expect(before.length, operation.id).toBeGreaterThan(0);
      const shown: string[] = [];
      for (let after: string | null | undefined; after !== null;) {
        const page: Listed = await read(operation, { limit: 1, ...(after !== undefined && { after }) });
        shown.push(...page.items.map(nameOf));
        if (after === undefined) await add(hoist, `${index % 2 ? 'a' : 'n'}${index}`);
        after = page.next;
      }
      expect(new Set(shown).size, operation.id).toBe(shown.length);
      expect(shown, operation.id).toEqual(expect.arrayContaining(before));
    }
    expect(lists).toHaveLength(13);
  });

  it('refuses limits, positions and parameters that it does not have by their names', async () => {
    const hoist = await openFilledHoist();
    for (const query of [{ limit: 0 }, { limit: 501 }, { limit: 'x' }, { page: 2 }, { after: 'nobody' }]) {
      for (const operation of lists) {
        const params = { environment: 'dev', key: 'checkout' };
        const named = operation.path.includes('/keys') ? { ...query, environment: 'dev' } : query;
        const answer = await callRoute({ hoist, person: mira }, operation, { params, query: named });
        expect([answer.status, await answer.json()], operation.id).toMatchObject([
          422,
          { errors: [{ parameter: Object.keys(query)[0] }] },
        ]);
      }
    }
  });
});
