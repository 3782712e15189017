import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checks, runCheck } from './checks.ts';
import { findBrowser } from './find-browser.ts';
import { buildAdmin } from './start/build-admin.ts';

const root = join(import.meta.dirname, '..');
const inCi = process.env['CI'] === 'true';
const missing: string[] = [];
let passed = 0;
let failed = 0;

for (const check of checks) count(await runCheck(check));
count(await build());
const browser = findBrowser();
if (!browser) {
  missing.push(
    'the browser tests: no Chromium was found. Install it (Debian: apt-get install chromium), or name it in CHROMIUM.',
  );
}
await runTests(browser);

for (const what of missing) process.stdout.write(`\nDID NOT RUN: ${what}\n`);
if (inCi) failed += missing.length;
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);

function count(ok: boolean): void {
  if (ok) passed += 1;
  else failed += 1;
}

async function build(): Promise<boolean> {
  const problem = await buildAdmin(root);
  process.stdout.write(problem ? `FAILED build of the admin\n${problem}\n` : 'ok     build of the admin\n');
  return !problem;
}

/** The tests' own report is counted; a runner that dies without one is a failure. */
async function runTests(chromium: string | undefined): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'hoist-test-'));
  const report = join(folder, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const without = chromium ? [] : ['--project=!whole'];
  const env = { ...process.env, ...(chromium ? { CHROMIUM: chromium } : {}) };
  const child = spawn('vitest', ['run', ...reporters, ...without, ...process.argv.slice(2)], {
    cwd: root,
    env,
    stdio: 'inherit',
  });
  const { promise, resolve } = Promise.withResolvers<number | null>();
  child.once('close', resolve);
  const code = await promise;
  try {
    const counts = JSON.parse(readFileSync(report, 'utf8')) as {
      numPassedTests: number;
      numFailedTests: number;
    };
    passed += counts.numPassedTests;
    failed += counts.numFailedTests;
    if (code !== 0 && counts.numFailedTests === 0) failed += 1;
  } catch {
    failed += 1;
  }
  rmSync(folder, { recursive: true });
}
