import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
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
    installation: () => 'ours',
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
  const report = async (id: string, ahead = 0, { version = 3, installation = 'ours', more = {} } = {}) => {
    const at = new Date(start + passed + ahead).toISOString();
    const ruleset = { epoch: 1, version, record: 'r'.repeat(64) };
    const one = {
      environment: 'dev',
      installation,
      state: '0'.repeat(64),
      ruleset,
      keyring: null,
      revoked: [],
      servedAt: at,
      startedAt: at,
    };
    const report = JSON.stringify({
      format: 1,
      environments: [one],
      rulesetFormats: [1],
      provides: ['operator:in'],
      ...more,
    });
    const here = [{ field: 'id', test: 'eq', value: id }] as const;
    if ((await store.records.update('relays', here, { seenAt: at, report })) === 0)
      await store.records.insert('relays', { id, seenAt: at, report });
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
    await records.insert('relays', { id: 'odd', seenAt: new Date(start).toISOString(), report: 'x' });
    expect(await ids()).toEqual([]);
  });

  it('leaves out a report of a later format, and reads one with a field that it does not know', async () => {
    const { report, ids } = await open();
    await report('later', 0, { more: { format: 2 } });
    await report('longer', 0, { more: { added: true } });
    expect(await ids()).toEqual(['longer']);
  });

  it('does not count relays of another installation', async () => {
    const { report, ids } = await open();
    await report('ours');
    await report('theirs', 0, { installation: 'another' });
    expect(await ids()).toEqual(['ours']);
  });

  it('takes no report that goes back: it is an old one, restored with the store', async () => {
    const { report, watch, pass } = await open();
    const version = async () => (await watch.read())[0]?.environments[0]?.ruleset?.version;
    await report('relay', 0, { version: 9 });
    expect(await version()).toBe(9);
    pass(1_000);
    await report('relay', -day, { version: 3 });
    expect(await version()).toBe(9);
    pass(5_000);
    await report('relay', 0, { version: 10 });
    expect(await version()).toBe(10);
  });

  it('settles once every relay that ran has reported anew, or is overdue', async () => {
    const { report, watch, pass } = await open();
    await watch.settled();
    await report('one');
    await report('killed long ago', -day);
    await watch.mark();
    let isSettled = false;
    const settling = watch.settled().then(() => (isSettled = true));
    await sleep(300);
    expect(isSettled).toBe(false);
    pass(1_000);
    await report('one');
    await settling;
    await watch.mark();
    pass(7_000);
    await watch.settled();
  });
});
