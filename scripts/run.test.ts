import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';

const run = join(import.meta.dirname, '..', 'run.mjs');

/** Runs the first door as another version of Node would. */
function runAs(version: string, command: string) {
  const disguise = `
    Object.defineProperty(process, 'version', { value: 'v${version}' });
    Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } });`;
  const preload = `data:text/javascript,${encodeURIComponent(disguise)}`;
  return spawnSync(process.execPath, ['--import', preload, run, command], { encoding: 'utf8' });
}

/** A checkout of run.mjs alone, whose npm writes down what it is asked for, and a line into the lock file. */
function openCheckout() {
  const root = mkdtempSync(join(tmpdir(), 'hoist-run-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text, { mode: 0o755 });
  };
  copyFileSync(run, join(root, 'run.mjs'));
  write('package.json', '{ "type": "module", "engines": { "pnpm": "1.2.3" } }');
  write('pnpm-lock.yaml', '');
  write('scripts/check.ts', '');
  write('examples/README.md', '');
  write('node_modules/.keep', '');
  write('bin/npm', '#!/bin/sh\necho "$@" >> asked\necho locked >> pnpm-lock.yaml\n');
  return {
    write,
    /** What npm is asked for, a line each time, and what a person is told. */
    check(ci = '') {
      const asked = join(root, 'asked');
      rmSync(asked, { force: true });
      const env = { ...process.env, PATH: `${join(root, 'bin')}:${process.env['PATH']}`, CI: ci };
      const { stderr } = spawnSync(process.execPath, ['run.mjs', 'check'], { cwd: root, env });
      const lines = existsSync(asked) ? readFileSync(asked, 'utf8').trim().split('\n') : [];
      return { asked: lines, told: String(stderr).trim() };
    },
  };
}

describe('run.mjs', () => {
  it('installs again where a package comes under examples/, and not where nothing is new', () => {
    const { check, write } = openCheckout();
    expect(check().asked).toHaveLength(1);
    expect(check()).toEqual({ asked: [], told: '' });
    write('examples/mine/package.json', '{ "name": "mine" }');
    expect(check().asked).toHaveLength(1);
    expect(check()).toEqual({ asked: [], told: '' });
  });

  it('lets the lock file take what is new, except in CI', () => {
    const { check, write } = openCheckout();
    expect(check().asked[0]).not.toContain('frozen');
    write('examples/mine/package.json', '{ "name": "mine" }');
    expect(check('true').asked[0]).toContain('pnpm install --frozen-lockfile');
  });

  it('says what to do in CI where the lock file lacks something', () => {
    const { check, write } = openCheckout();
    write('bin/npm', '#!/bin/sh\necho "Cannot install with \\"frozen-lockfile\\""\nexit 1\n');
    expect(check('true').told).toBe(
      'The lock file lacks what a package.json names, and CI adds nothing to it. Run npm run check on your machine, and commit pnpm-lock.yaml.',
    );
  });

  it('says in one sentence which Node it needs', () => {
    const { status, stdout, stderr } = runAs('18.19.0', 'start');
    expect(status).toBe(1);
    expect(stderr.trim()).toBe(
      'Hoist needs Node 20 or newer to begin; this is v18.19.0. Install a newer one, then run npm start again.',
    );
    expect(stdout).toBe('');
  });
});
