import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '@hoist/store';
import { pino } from 'pino';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fixed, Installation, publishedFlag, startRelay } from '../testing.ts';

const path = '/ofrep/v1/evaluate/flags/checkout';
const on = publishedFlag('checkout', { everyoneElse: fixed('on') });
const off = publishedFlag('checkout', { everyoneElse: fixed('off') });

/** A relay at version 2 of a store in a file, and a copy of version 1. */
async function open() {
  const installation = new Installation();
  const dataDir = mkdtempSync(join(tmpdir(), 'hoist-replaced-'));
  onTestFinished(() => {
    installation.remove();
    rmSync(dataDir, { recursive: true, force: true });
  });
  await installation.publish('dev', { flags: [off] });
  const key = await installation.addKey('dev');
  const copy = await installation.copy();
  const lines: string[] = [];
  const logger = pino({ level: 'info' }, { write: (line: string) => lines.push(line) });
  const relay = await startRelay({ url: installation.url, dataDir, logger });
  onTestFinished(() => relay.stop());
  await relay.until(() => relay.relay.ready);
  await installation.publish('dev', { flags: [on] });
  await relay.until(() => relay.relay.feeds.current('dev')?.ruleset.version === 2);
  const file = installation.url.slice('sqlite:'.length);
  const remove = () => {
    for (const each of [file, `${file}-wal`, `${file}-shm`]) rmSync(each, { force: true });
  };
  const ask = async () => (await relay.post(path, { key })).json();
  /** How many lines of the log say this. */
  const count = (said: string) => lines.filter((line) => line.includes(said)).length;
  return { installation, copy, file, relay, remove, ask, count };
}

describe('a relay whose store is a file that is exchanged under it', () => {
  it('serves on, opens the file that is there now, reports and counts there, and follows its newer epoch', async () => {
    const { installation, copy, file, relay, remove, ask, count } = await open();
    remove();
    renameSync(copy, file);
    // As an admin that was started again: what it writes must outlive the relay's closing of the old file.
    const admin = await openStore({ url: installation.url });
    onTestFinished(() => admin.close());
    await admin.records.insert('relays', { id: 'other' });
    const here = [{ field: 'id', test: 'eq', value: relay.relay.id }] as const;
    await expect.poll(() => admin.records.count('relays', here), { timeout: 5_000 }).toBe(1);
    const [row] = await admin.records.find('relays', here);
    expect(JSON.parse(String(row?.['report']))).toMatchObject({
      environments: [{ ruleset: { epoch: 1, version: 2 } }],
    });
    expect(await ask()).toMatchObject({ value: true });
    await relay.relay.counting.sending.flush();
    expect(await admin.counts.marks(10)).toHaveLength(1);
    await relay.until(() => relay.relay.problems.has('log', 'environment/dev'));
    expect([count(`'${file}' is not the file any more`), count('in contact again')]).toEqual([1, 1]);

    await installation.raiseEpoch('dev', 2);
    await relay.until(() => relay.relay.feeds.current('dev')?.ruleset.epoch === 2);
    expect(await ask()).toMatchObject({ value: false });
    await relay.until(() => relay.relay.problems.list().length === 0);
    const another = await openStore({ url: installation.url });
    expect(await another.records.count('relays', [])).toBe(2);
    await another.close();
  });

  it('makes no file while there is none, says so once, and opens the one that comes', async () => {
    const { copy, file, relay, remove, ask, count } = await open();
    remove();
    const sentence = `There is no store at '${file}'.`;
    await relay.until(() => relay.relay.problems.list().some(({ text }) => text.startsWith(sentence)));
    expect([existsSync(file), await ask()]).toMatchObject([false, { value: true }]);
    renameSync(copy, file);
    await relay.until(() => relay.relay.problems.has('log', 'environment/dev'));
    expect([count('the source does not answer'), count('in contact again')]).toEqual([1, 1]);
  });
});
