import { describe, expect, it } from 'vitest';
import { DuplicateRecordError } from '../errors.ts';
import type { Records, Row, Where } from '../port.ts';
import { uniqueFields } from '../unique-fields.ts';
import { makePlace } from './place.ts';
import { describeWhere } from './where-contract.ts';
import type { StoreFixture } from './store-fixture.ts';

const byId = (id: string): Where[] => [{ field: 'id', test: 'eq', value: id }];

/** The contract of records, as a vitest suite. */
export function describeRecords(fixture: StoreFixture): void {
  const openRecords = async (): Promise<Records> => (await (await makePlace(fixture)).open()).records;

  describe('records', () => {
    it('come back with the types they were written with', async () => {
      const records = await openRecords();
      const row: Row = {
        id: '1',
        text: 'Zoë "\u2028',
        yes: true,
        no: false,
        zero: 0,
        half: 0.5,
        none: null,
        at: '2026-03-01T12:00:00Z',
      };
      await records.insert('thing', row);
      expect(await records.find('thing', byId('1'))).toEqual([row]);
    });

    it('of different collections know nothing of each other', async () => {
      const records = await openRecords();
      await records.insert('one', { id: '1', name: 'a' });
      await records.insert('two', { id: '1', name: 'b' });
      await records.update('one', [], { name: 'c' });
      await records.remove('one', []);
      expect(await records.find('two', [])).toEqual([{ id: '1', name: 'b' }]);
      expect(await records.count('one', [])).toBe(0);
    });

    it('are changed field by field, as many as match', async () => {
      const records = await openRecords();
      for (const id of ['1', '2', '3'])
        await records.insert('thing', { id, kind: id === '3' ? 'b' : 'a', n: 1, gone: 1 });
      const changed = await records.update('thing', [{ field: 'kind', test: 'eq', value: 'a' }], {
        n: 2,
        gone: null,
        new: true,
      });
      expect(changed).toBe(2);
      expect(await records.find('thing', [])).toEqual([
        { id: '1', kind: 'a', n: 2, gone: null, new: true },
        { id: '2', kind: 'a', n: 2, gone: null, new: true },
        { id: '3', kind: 'b', n: 1, gone: 1 },
      ]);
      expect(await records.update('thing', byId('none'), { n: 3 })).toBe(0);
    });

    it('keep their id, and need one', async () => {
      const records = await openRecords();
      await expect(records.update('thing', [], { id: '2' })).rejects.toThrow(TypeError);
      await expect(records.insert('thing', { name: 'nobody' })).rejects.toThrow(TypeError);
    });

    it('are removed, as many as match', async () => {
      const records = await openRecords();
      for (const id of ['1', '2', '3']) await records.insert('thing', { id });
      expect(await records.remove('thing', [{ field: 'id', test: 'gt', value: '1' }])).toBe(2);
      expect(await records.find('thing', [])).toEqual([{ id: '1' }]);
    });

    it('come in the order asked for, by id where that is equal, a page at a time', async () => {
      const records = await openRecords();
      for (const [id, n] of Object.entries({ d: 1, a: 2, c: 1, b: null, e: 3 }))
        await records.insert('thing', { id, n });
      const ids = async (page: Parameters<Records['find']>[2]) =>
        (await records.find('thing', [], page)).map(({ id }) => id);
      expect(await ids({})).toEqual(['a', 'b', 'c', 'd', 'e']);
      expect(await ids({ sortBy: { field: 'n', direction: 'asc' } })).toEqual(['b', 'c', 'd', 'a', 'e']);
      expect(await ids({ sortBy: { field: 'n', direction: 'desc' } })).toEqual(['e', 'a', 'c', 'd', 'b']);
      expect(await ids({ sortBy: { field: 'n', direction: 'asc' }, limit: 2, offset: 1 })).toEqual([
        'c',
        'd',
      ]);
      expect(await ids({ offset: 4 })).toEqual(['e']);
      expect(await ids({ limit: 0 })).toEqual([]);
    });

    it('are not mixed up by names that are no names', async () => {
      const records = await openRecords();
      for (const name of [`x' OR '1'='1`, '$where', 'a.b', '']) {
        await expect(records.find(name, [])).rejects.toThrow(TypeError);
        await expect(records.find('thing', [{ field: name, test: 'eq', value: 1 }])).rejects.toThrow(
          TypeError,
        );
      }
    });
  });

  describeUnique(openRecords);
  describeWhere(openRecords);
}

function describeUnique(openRecords: () => Promise<Records>): void {
  const declared = Object.entries(uniqueFields).flatMap(([collection, lists]) =>
    lists.map((fields) => ({ collection, fields })),
  );
  const sameIn = (fields: readonly string[]): Row =>
    Object.fromEntries(fields.map((field) => [field, `same ${field}`]));

  describe('a unique field', () => {
    it.each([...declared, { collection: 'anything', fields: ['id'] }])(
      'has each value once: $collection by $fields, also when several come at once',
      async ({ collection, fields }) => {
        const records = await openRecords();
        const inserts = ['1', '2', '3'].map((id) => records.insert(collection, { id, ...sameIn(fields) }));
        const failed = (await Promise.allSettled(inserts)).filter(({ status }) => status === 'rejected');
        const duplicate = { status: 'rejected', reason: expect.any(DuplicateRecordError) };
        expect(failed).toEqual([duplicate, duplicate]);
        expect(await records.count(collection, [])).toBe(1);
      },
    );

    it.each(declared)(
      'refuses a change of $collection to a taken $fields, whole',
      async ({ collection, fields }) => {
        const records = await openRecords();
        await records.insert(collection, { id: '1', ...sameIn(fields) });
        await records.insert(collection, { id: '2', note: 'mine' });
        await records.insert(collection, { id: '3', note: 'mine' });
        const mine: Where[] = [{ field: 'note', test: 'eq', value: 'mine' }];
        const change = records.update(collection, mine, { ...sameIn(fields), note: 'new' });
        await expect(change).rejects.toThrow(DuplicateRecordError);
        expect(await records.count(collection, mine)).toBe(2);
      },
    );

    it.each(declared.filter(({ fields }) => fields.length > 1))(
      'of several may repeat in each alone: $collection by $fields',
      async ({ collection, fields }) => {
        const records = await openRecords();
        await records.insert(collection, { id: '1', ...sameIn(fields) });
        for (const field of fields) {
          await records.insert(collection, { ...sameIn(fields), [field]: 'other', id: field });
        }
        expect(await records.count(collection, [])).toBe(1 + fields.length);
      },
    );
  });
}
