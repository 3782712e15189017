import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fixed, Installation, publishedFlag, startRelay } from '@hoist/relay/testing';
import { OpenFeature } from '@openfeature/server-sdk';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { HoistProvider } from './hoist-provider.ts';

const acme = join(import.meta.dirname, '../../../examples/acme-plugins/src/index.ts');

afterEach(() => {
  vi.unstubAllEnvs();
});

/** A relay that lacks the plugins hands the flags to providers all the same. */
async function openRelay() {
  const installation = new Installation();
  const rule = {
    id: 'harbour',
    name: '',
    enabled: true,
    segments: [],
    conditions: [
      { attribute: 'email', operator: 'acme:email-domain', operand: 'harbour.example', negate: false },
    ],
    serve: fixed('on'),
  };
  const byDomain = { rules: [rule], everyoneElse: fixed('off') };
  await installation.publish('dev', {
    flags: [publishedFlag('cart', byDomain), publishedFlag('plain', { everyoneElse: fixed('on') })],
  });
  const key = await installation.addKey('dev');
  const dataDir = mkdtempSync(join(tmpdir(), 'hoist-provider-'));
  const relay = await startRelay({ url: installation.url, dataDir });
  onTestFinished(async () => {
    await relay.stop();
    installation.remove();
    rmSync(dataDir, { recursive: true, force: true });
  });
  await relay.until(() => relay.relay.ready);
  return { url: relay.url, key };
}

async function connect(domain: string) {
  const provider = new HoistProvider(await openRelay());
  onTestFinished(() => provider.onClose());
  const fault = await OpenFeature.setProviderAndWait(domain, provider).then(
    () => undefined,
    (error: Error) => error.message,
  );
  return { client: OpenFeature.getClient(domain), fault };
}

const anna = { targetingKey: 'anna', email: 'Anna@Harbour.example' };

describe('plugins of others in the server provider', () => {
  it('are those of the modules that HOIST_PLUGINS names', async () => {
    vi.stubEnv('HOIST_PLUGINS', acme);
    const { client } = await connect('with-plugins');
    expect(await client.getBooleanDetails('cart', false, anna)).toMatchObject({
      value: true,
      reason: 'TARGETING_MATCH',
    });
    expect(await client.getBooleanValue('cart', true, { email: 'anna@pier.example' })).toBe(false);
  });

  it('fail their flags alone where they are missing, and the log of the app names them once', async () => {
    const { client } = await connect('without-plugins');
    const said: unknown[] = [];
    const silent = () => undefined;
    client.setLogger({ error: (text) => said.push(text), warn: silent, info: silent, debug: silent });
    await client.getBooleanValue('cart', true, anna);
    expect(await client.getBooleanDetails('cart', true, anna)).toMatchObject({
      value: true,
      errorCode: 'PARSE_ERROR',
    });
    expect(said.filter((text) => String(text).startsWith('Hoist:'))).toEqual([
      "Hoist: flag 'cart' cannot be evaluated in this process. The flag needs 'operator:acme:email-domain', which is not installed here. Update this host, or install the plugin.",
    ]);
    expect(await client.getBooleanDetails('plain', false, anna)).toMatchObject({
      value: true,
      reason: 'STATIC',
    });
  });

  it('stop the start, for good and by name, where they cannot be loaded', async () => {
    vi.stubEnv('HOIST_PLUGINS', 'gone-plugins');
    const { fault } = await connect('gone-plugins');
    expect(fault).toContain("HOIST_PLUGINS names 'gone-plugins', which is not found from");
  });
});
