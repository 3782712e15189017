import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const run = join(import.meta.dirname, '..', 'run.mjs');

/** Runs the first door as another version of Node would. */
function runAs(version: string, command: string) {
  const disguise = `
    Object.defineProperty(process, 'version', { value: 'v${version}' });
    Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } });`;
  const preload = `data:text/javascript,${encodeURIComponent(disguise)}`;
  return spawnSync(process.execPath, ['--import', preload, run, command], { encoding: 'utf8' });
}

describe('run.mjs', () => {
  it('says in one sentence which Node it needs', () => {
    const { status, stdout, stderr } = runAs('18.19.0', 'start');
    expect(status).toBe(1);
    expect(stderr.trim()).toBe(
      'Hoist needs Node 20 or newer to begin; this is v18.19.0. Install a newer one, then run npm start again.',
    );
    expect(stdout).toBe('');
  });
});
