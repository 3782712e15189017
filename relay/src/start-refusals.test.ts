import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Installation } from './testing.ts';
import { RelayProcess } from './testing/relay-process.ts';

/** What it wrote until it ended. */
async function refusalOf(storeUrl: string, env: NodeJS.ProcessEnv) {
  const dataDir = mkdtempSync(join(tmpdir(), 'hoist-refusal-'));
  const relay = await RelayProcess.prepare({ storeUrl, dataDir, env });
  onTestFinished(async () => {
    await relay.end('SIGKILL');
    rmSync(dataDir, { recursive: true });
  });
  await expect(relay.start()).rejects.toThrow('did not become ready');
  expect(await relay.exited()).toBe(1);
  return relay.output;
}

describe('a relay whose config is wrong ends with a sentence', () => {
  it('about a store whose URL cannot be read', async () => {
    const output = await refusalOf('sqlite::memory:', {});
    expect(output).toContain('HOIST_STORE_URL names no store');
  });

  it('about an address that this machine does not have', async () => {
    const output = await refusalOf('sqlite:/nowhere/hoist.db', { HOIST_MANAGEMENT_HOST: '203.0.113.7' });
    expect(output).toContain('This machine has no address 203.0.113.7. Correct HOIST_MANAGEMENT_HOST.');
  });

  it('about an environment that there is none of; an unknown variable is one line of warning', async () => {
    const installation = new Installation();
    onTestFinished(() => installation.remove());
    await installation.define('dev', 'prod');
    const output = await refusalOf(installation.url, {
      HOIST_ENVIRONMENTS: 'dev,porod',
      HOIST_DRAIN_SECOND: '1',
    });
    expect(output).toContain(
      "HOIST_ENVIRONMENTS names 'porod', and there is no such environment. Did you mean 'prod'? There is dev, prod.",
    );
    const [line = ''] = output.split('\n').filter((each) => each.includes('HOIST_DRAIN_SECOND '));
    const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string;
    const message = 'HOIST_DRAIN_SECOND is not a configuration variable. Did you mean HOIST_DRAIN_SECONDS?';
    expect(JSON.parse(line)).toEqual({ level: 'warn', time, message });
  });
});
