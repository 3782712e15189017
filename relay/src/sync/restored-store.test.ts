import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '@hoist/store';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fixed, Installation, publishedFlag, startRelay } from '../testing.ts';

const path = '/ofrep/v1/evaluate/flags/checkout';
const on = publishedFlag('checkout', { everyoneElse: fixed('on') });
const off = publishedFlag('checkout', { everyoneElse: fixed('off') });

/** A store that was copied, then written to, and a relay that follows it. */
async function open() {
  const installation = new Installation();
  const dataDir = mkdtempSync(join(tmpdir(), 'hoist-restored-'));
  onTestFinished(() => {
    installation.remove();
    rmSync(dataDir, { recursive: true, force: true });
  });
  await installation.publish('dev', { flags: [off] });
  const key = await installation.addKey('dev');
  const copy = await installation.copy();
  const start = async () => {
    const relay = await startRelay({ url: installation.url, dataDir });
    onTestFinished(() => relay.stop());
    return relay;
  };
  return { installation, key, copy, start };
}

describe('a relay whose store was put back to an older copy', () => {
  it('goes on serving what it has, says so in log, metric and status, and follows a newer epoch', async () => {
    const { installation, key, copy, start } = await open();
    const relay = await start();
    await installation.publish('dev', { flags: [on] });
    await relay.until(() => relay.relay.feeds.current('dev')?.ruleset.version === 2);
    await installation.restore(copy);
    await relay.until(() => relay.relay.problems.has('log', 'environment/dev'));
    expect(await (await relay.post(path, { key })).json()).toMatchObject({ value: true });
    expect(relay.relay.ready).toBe(true);
    const metrics = await (await fetch(`${relay.managementUrl}/metrics`)).text();
    expect(metrics).toContain('hoist_relay_problems{kind="log"} 1');

    await installation.raiseEpoch('dev', 2);
    await relay.until(() => relay.relay.feeds.current('dev')?.ruleset.epoch === 2);
    expect(await (await relay.post(path, { key })).json()).toMatchObject({ value: false });
    await relay.until(() => relay.relay.problems.list().length === 0);
  });

  it('never accepts a key again that it has seen revoked, after a restart either', async () => {
    const { installation, key, copy, start } = await open();
    const first = await start();
    await first.until(() => first.relay.ready);
    expect((await first.post(path, { key })).status).toBe(200);
    await installation.revokeAll('dev');
    await expect.poll(async () => (await first.post(path, { key })).status).toBe(401);
    await installation.restore(copy);
    await installation.raiseEpoch('dev', 2, 'keyring');
    await first.until(() => first.relay.feeds.get('dev')?.positions.keyring?.epoch === 2);
    expect((await first.post(path, { key })).status).toBe(401);
    await first.stop();

    const second = await start();
    // It begins with the copy on its disk, which is newer.
    await second.until(() => second.relay.feeds.get('dev')?.keyring?.keys[0]?.revokedAt === null);
    expect((await second.post(path, { key })).status).toBe(401);
  });

  it('stays ready, and says what is wrong, while the store is empty in the middle of a restore', async () => {
    const { installation, key, start } = await open();
    const relay = await start();
    await relay.until(() => relay.relay.ready);
    const empty = new Installation();
    onTestFinished(() => empty.remove());
    await (await openStore({ url: empty.url })).close();
    await installation.restore(await empty.copy());
    await relay.until(() => relay.relay.problems.has('log', 'keyring/dev'));
    expect([relay.relay.ready, relay.relay.following.missing]).toEqual([true, []]);
    expect((await relay.post(path, { key })).status).toBe(200);
    expect((await relay.post(path, { key: 'guess' })).status).toBe(503);
  });

  it('refuses no key while the log of an environment that is defined is not there yet', async () => {
    const { installation, key, start } = await open();
    await installation.define('dev', 'prod');
    const relay = await start();
    await relay.until(
      () => relay.relay.feeds.get('dev')?.ready === true && relay.relay.following.missing.length > 0,
    );
    expect([relay.relay.ready, relay.relay.following.missing]).toEqual([false, ['prod']]);
    expect((await relay.post(path, { key })).status).toBe(200);
    expect((await relay.post(path, { key: 'of-prod' })).status).toBe(503);
    await installation.publish('prod', { flags: [on] });
    const late = await installation.addKey('prod');
    await relay.until(() => relay.relay.ready);
    expect((await relay.post(path, { key: late })).status).toBe(200);
    expect((await relay.post(path, { key: 'guess' })).status).toBe(401);
  });
});
