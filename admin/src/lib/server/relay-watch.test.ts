import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '@hoist/store';
import { describe, expect, it, onTestFinished } from 'vitest';
import { watchRelays } from './relay-watch.ts';

const start = Date.parse('2026-03-02T09:00:00.000Z');
const day = 86_400_000;

async function open() {
  const folder = mkdtempSync(join(tmpdir(), 'hoist-relays-'));
  const store = await openStore({ url: `sqlite:${join(folder, 'hoist.db')}` });
  let passed = 0;
  const watch = watchRelays({
    installation: 'ours',
    records: store.records,
    now: () => start + passed,
    monotonic: () => passed,
  });
  onTestFinished(async () => {
    watch.stop();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });
  /** As a relay does whose clock is so far ahead. */
  const report = async (id: string, ahead = 0, installation = 'ours') => {
    const at = new Date(start + passed + ahead).toISOString();
    const ruleset = { epoch: 1, version: 3, record: 'r'.repeat(64) };
    const one = { environment: 'dev', installation, ruleset, keyring: null, revoked: [], servedAt: at };
    const environments = JSON.stringify([one]);
    const plugins = JSON.stringify(['operator:in']);
    const here = [{ field: 'id', test: 'eq', value: id }] as const;
    if ((await store.records.update('relays', here, { seenAt: at, environments, plugins })) === 0)
      await store.records.insert('relays', { id, seenAt: at, environments, plugins });
  };
  const ids = async () => (await watch.read()).map(({ id }) => id);
  return { report, ids, watch, pass: (length: number) => (passed += length), records: store.records };
}

describe('watchRelays', () => {
  it('knows a relay for 30 s after its last report', async () => {
    const { report, ids, pass } = await open();
    await report('one');
    expect(await ids()).toEqual(['one']);
    pass(29_000);
    expect(await ids()).toEqual(['one']);
    pass(2_000);
    expect(await ids()).toEqual([]);
    await report('one');
    expect(await ids()).toEqual(['one']);
  });

  it.each([day, -day])(
    'knows a relay whose clock is %i ms off, and when it served what by our clock',
    async (ahead) => {
      const { report, ids, pass, watch } = await open();
      await report('one', ahead);
      expect(await ids()).toEqual([]);
      pass(5_000);
      await report('one', ahead);
      const [relay] = await watch.read();
      expect(relay?.environments[0]?.servedAt).toBe(start + 5_000);
      expect(relay?.seenAt).toBe(new Date(start + 5_000).toISOString());
    },
  );

  it('takes an old report at first sight for that of a relay that was killed, and clears it away', async () => {
    const { report, ids, pass, records } = await open();
    await report('killed', -60_000);
    expect(await ids()).toEqual([]);
    pass(11 * 60_000);
    expect(await ids()).toEqual([]);
    expect(await records.count('relays', [])).toBe(0);
  });

  it('leaves out a report that it cannot read', async () => {
    const { ids, records } = await open();
    await records.insert('relays', { id: 'odd', seenAt: new Date(start).toISOString(), environments: 'x' });
    expect(await ids()).toEqual([]);
  });
});
