import {
  cpSync,
  createReadStream,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { commit, openLog, openStore, readSnapshot } from '@hoist/store';
import type { Snapshot } from '@hoist/store';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { fixed, Installation, publishedFlag, startRelay } from '../testing.ts';
import type { RunningRelay } from '../testing.ts';

const away = 'sqlite:/dev/null/hoist/hoist.db';
const path = '/ofrep/v1/evaluate/flags/checkout';
const on = publishedFlag('checkout', { everyoneElse: fixed('on') });
const off = publishedFlag('checkout', { everyoneElse: fixed('off') });
const soon = { timeout: 20_000, interval: 20 };

describe('the copy on disk', () => {
  let installation: Installation;
  let dataDir: string;

  beforeEach(() => {
    installation = new Installation();
    dataDir = mkdtempSync(join(tmpdir(), 'hoist-copy-'));
  });

  afterEach(() => {
    installation.remove();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const start = async (more: Partial<Parameters<typeof startRelay>[0]> = {}) => {
    const relay = await startRelay({ url: installation.url, dataDir, ...more });
    onTestFinished(() => relay.stop());
    return relay;
  };
  const fileOf = (log: string) => join(dataDir, 'relay', `${encodeURIComponent(log)}.ndjson`);
  const read = (log: string): Promise<Snapshot> =>
    readSnapshot(createInterface({ input: createReadStream(fileOf(log)), crlfDelay: Infinity }));
  const versionOf = async (log: string) => (await read(log).catch(() => undefined))?.state.version;
  const statusOf = async (relay: RunningRelay) =>
    (await (await fetch(`${relay.managementUrl}/status`)).json()) as {
      problems: { kind: string; text: string }[];
      environments: { contactAgeSeconds: number }[];
    };

  it('is whole at every moment and ends at the newest state, however fast changes come', async () => {
    const flags = Array.from({ length: 3_000 }, (_, index) => publishedFlag(`flag-${index}`, {}));
    await installation.publish('dev', { flags });
    await installation.addKey('dev');
    const relay = await start();
    await relay.until(() => relay.relay.ready);
    await expect.poll(() => versionOf('environment/dev'), soon).toBe(1);

    const store = await openStore({ url: installation.url });
    const log = await openLog(store, 'environment/dev');
    let saving = true;
    const damaged: unknown[] = [];
    const reading = (async () => {
      while (saving) await read('environment/dev').catch((error: unknown) => damaged.push(error));
    })();
    for (let round = 0; round < 40; round++) {
      const flag = publishedFlag(`flag-${round}`, { everyoneElse: fixed('on') });
      await commit(store, log, {
        idempotencyKey: `round-${round}`,
        kind: 'edited',
        who: { kind: 'person', id: 'test', name: 'Test' },
        when: new Date().toISOString(),
        comment: null,
        build: () => ({
          set: new Map([[`flag/flag-${round}`, flag as never]]),
          removed: [],
          said: 'changed it',
        }),
      });
      await sleep(20);
    }
    saving = false;
    await reading;
    log.close();
    await store.close();
    expect(damaged).toEqual([]);
    await expect.poll(() => versionOf('environment/dev'), soon).toBe(41);
    const unfinished = () => readdirSync(join(dataDir, 'relay')).filter((name) => name.endsWith('.new'));
    await expect.poll(unfinished, soon).toEqual([]);
  });

  it('is written as soon as the disk allows it again, and what is wrong is said meanwhile', async () => {
    writeFileSync(join(dataDir, 'relay'), 'a file where the folder should be');
    await installation.publish('dev', { flags: [on] });
    await installation.addKey('dev');
    const relay = await start();
    await relay.until(() => relay.relay.problems.has('disk'));
    const [problem] = (await statusOf(relay)).problems;
    expect(problem?.text).toMatch(/dev\.ndjson cannot be written: .*Free or fix the disk\./);
    const metrics = await (await fetch(`${relay.managementUrl}/metrics`)).text();
    expect(metrics).toMatch(/hoist_relay_problems\{kind="disk"\} [12]/);
    rmSync(join(dataDir, 'relay'));
    await relay.until(() => !relay.relay.problems.has('disk'));
    expect(await versionOf('environment/dev')).toBe(1);
  });

  it('keeps the age that it had when newer states could not be written', async () => {
    await installation.publish('dev', { flags: [on] });
    const key = await installation.addKey('dev');
    const first = await start();
    await first.until(() => first.relay.ready);
    await expect.poll(() => versionOf('environment/dev'), soon).toBe(1);
    await expect.poll(() => versionOf('keyring/dev'), soon).toBe(1);
    const copy = fileOf('environment/dev');
    const aside = join(dataDir, 'aside');
    renameSync(copy, aside);
    mkdirSync(join(copy, 'in-the-way'), { recursive: true });
    const publishedAt = Date.now();
    await installation.publish('dev', { flags: [off] });
    await first.until(() => first.relay.problems.has('disk', 'environment/dev'));
    await sleep(1_000);
    // Keys go on being written, and how fresh everything is with them.
    await installation.addKey('dev');
    await expect.poll(() => versionOf('keyring/dev'), soon).toBe(2);
    await sleep(200);
    const killed = join(dataDir, 'killed');
    cpSync(join(dataDir, 'relay'), join(killed, 'relay'), { recursive: true });
    rmSync(join(killed, 'relay', basename(copy)), { recursive: true });
    renameSync(aside, join(killed, 'relay', basename(copy)));

    const second = await start({ url: away, dataDir: killed });
    expect(((await (await second.post(path, { key })).json()) as { value: boolean }).value).toBe(true);
    expect(second.relay.feeds.get('dev')!.contact.lastContact).toBeLessThan(publishedAt + 500);
  });

  it('is as old as rollouts tolerate where it claims to come from the future', async () => {
    await installation.publish('dev', { flags: [on] });
    await installation.addKey('dev');
    const first = await start();
    await first.until(() => first.relay.ready);
    await first.stop();
    const second = await start({ url: away, now: () => Date.now() - 3_600_000 });
    expect((await statusOf(second)).environments).toMatchObject([{ contactAgeSeconds: 600 }]);
  });

  it('is used although the notes beside it are damaged, and the log names them', async () => {
    await installation.publish('dev', { flags: [on] });
    const key = await installation.addKey('dev');
    const first = await start();
    await first.until(() => first.relay.ready);
    await first.stop();
    writeFileSync(join(dataDir, 'relay', 'contact.json'), '{"format":1');
    const lines: string[] = [];
    const logger = pino({ level: 'error' }, { write: (line: string) => lines.push(line) });
    const second = await start({ url: away, logger });
    expect((await second.post(path, { key })).status).toBe(200);
    expect(lines.filter((line) => line.includes('contact.json cannot be used'))).toHaveLength(1);
  });

  it('of one environment that cannot be used is named, and costs no good key a 401', async () => {
    const keys: Record<string, string> = {};
    const environments = ['damaged', 'empty', 'foreign', 'missing', 'whole'];
    for (const environment of environments) {
      await installation.publish(environment, { flags: [on] });
      keys[environment] = await installation.addKey(environment);
    }
    const first = await start();
    await first.until(() => first.relay.ready);
    await first.stop();
    writeFileSync(fileOf('keyring/damaged'), 'nonsense');
    writeFileSync(fileOf('environment/empty'), '');
    renameSync(fileOf('keyring/missing'), fileOf('keyring/foreign'));

    const second = await start({ url: away });
    for (const environment of environments)
      expect([environment, (await second.post(path, { key: keys[environment]! })).status]).toEqual([
        environment,
        environment === 'whole' ? 200 : 503,
      ]);
    const ready = await fetch(`${second.managementUrl}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([
      503,
      {
        ready: false,
        draining: false,
        missing: expect.arrayContaining(['damaged', 'empty', 'foreign', 'missing']),
        problems: expect.any(Array),
      },
    ]);
    expect((await second.post(path, { key: 'guess' })).status).toBe(503);
    const third = await start();
    await third.until(() => third.relay.ready);
    for (const environment of environments)
      expect((await third.post(path, { key: keys[environment]! })).status).toBe(200);
    expect((await third.post(path, { key: 'guess' })).status).toBe(401);
  });
});
