import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startMongoServer } from '@hoist/store/mongo-server';
import { pino } from 'pino';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { fixed, Installation, publishedFlag, startRelay } from '../testing.ts';

const mongo = await startMongoServer();
afterAll(() => mongo?.stop());

/** Starts a relay before anything made its store, then makes it as the admin does; returns what the relay logged of it. */
async function startFirst(installation: Installation, where: string): Promise<void> {
  onTestFinished(() => installation.remove());
  const lines: string[] = [];
  const logger = pino({ level: 'warn' }, { write: (line: string) => lines.push(line) });
  const dataDir = join(installation.folder, 'relay');
  const relay = await startRelay({ url: installation.url, dataDir, logger });
  onTestFinished(() => relay.stop());
  const problem = `There is no store at '${where}'. Start the admin, which makes it, or correct HOIST_STORE_URL.`;
  await relay.until(() => relay.relay.problems.list()[0]?.text === problem);
  await sleep(700);
  expect(lines.filter((line) => line.includes(problem))).toHaveLength(1);
  const ready = await fetch(`${relay.managementUrl}/readyz`);
  expect([ready.status, await ready.json()]).toEqual([
    503,
    expect.objectContaining({ ready: false, problems: [problem] }),
  ]);
  expect(readdirSync(installation.folder)).toEqual([]);

  await installation.publish('dev', { flags: [publishedFlag('new', { everyoneElse: fixed('on') })] });
  const key = await installation.addKey('dev');
  await relay.until(() => relay.relay.ready);
  const answer = await relay.post('/ofrep/v1/evaluate/flags/new', { key });
  expect(await answer.json()).toMatchObject({ value: true });
  expect(relay.relay.problems.list()).toEqual([]);
}

describe('a relay that is started before its store was made', () => {
  it('makes no file, says so once, and serves when there is one', async () => {
    const installation = new Installation();
    await startFirst(installation, join(installation.folder, 'hoist.db'));
  });

  it.runIf(mongo)('makes no collection, says so once, and serves when there is a database', async () => {
    const { url, remove } = await mongo!.fresh();
    onTestFinished(remove);
    const { host, pathname } = new URL(url);
    await startFirst(new Installation('first', url), `${host}${pathname}`);
  });
});
