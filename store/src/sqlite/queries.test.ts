import { describe, expect, it } from 'vitest';
import type { Where } from '../port.ts';
import { openTempConnection } from '../testing/test-connection.ts';
import { queries } from './queries.ts';
import { toCondition, toPage } from './where.ts';

async function planOf(text: string): Promise<string[]> {
  const { database } = await openTempConnection();
  return database
    .prepare(`EXPLAIN QUERY PLAN ${text}`)
    .all()
    .map(({ detail }) => String(detail));
}

/** A scan of a list that was given, or of rows that the query itself made, reads no table. */
function scans(plan: readonly string[]): string[] {
  return plan.filter((step) => /^SCAN (?!wanted|json_each|logs$|CONSTANT)/.test(step));
}

describe('every fixed query', () => {
  it.each(Object.entries(queries).filter(([name]) => name !== 'dataVersion'))(
    '%s reads by index',
    async (_, text) => {
      expect(scans(await planOf(text))).toEqual([]);
    },
  );
});

describe('a question for records', () => {
  const eq = (field: string): Where => ({ field, test: 'eq', value: 'x' });
  const found: [collection: string, where: Where[], index: string][] = [
    ['user', [eq('id')], 'sqlite_autoindex_records_1 (collection=? AND id=?)'],
    ['user', [eq('email')], 'records_user_email'],
    ['session', [eq('token')], 'records_session_token'],
    ['session', [eq('userId')], 'records_session_user'],
    ['account', [eq('userId')], 'records_account_user'],
    ['account', [eq('accountId'), eq('providerId')], 'records_account_provider'],
    ['account', [eq('providerId'), eq('accountId')], 'records_account_provider'],
    ['verification', [eq('identifier')], 'records_verification_identifier'],
    ['user', [{ field: 'email', test: 'in', value: ['a', 'b'] }], 'records_user_email'],
    ['anything', [], 'sqlite_autoindex_records_1 (collection=?)'],
    ['anything', [eq('unknown')], 'sqlite_autoindex_records_1 (collection=?)'],
  ];

  it.each(found)('of %s by %j uses %s', async (collection, where, index) => {
    const { text } = toCondition(collection, where);
    for (const statement of [
      `SELECT row FROM records WHERE ${text} ${toPage({}).text}`,
      `DELETE FROM records WHERE ${text}`,
    ]) {
      const plan = await planOf(statement);
      expect(scans(plan)).toEqual([]);
      expect(plan.join('\n')).toContain(index);
    }
  });
});
