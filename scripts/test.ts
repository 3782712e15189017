import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { runChecks } from './checks.ts';
import { findBrowser } from './find-browser.ts';
import { findHelm } from './find-helm.ts';
import { findMongo } from './find-mongo.ts';
import { buildAdmin } from './start/build-admin.ts';
import { describeFailures, type TestReport } from './test/describe-failures.ts';
import { durationsVariable } from './test/duration-reporter.ts';
import { listSlowest, type FileDuration } from './test/list-slowest.ts';

const root = join(import.meta.dirname, '..');
const inCi = process.env['CI'] === 'true';
const timer = `--reporter=${join(import.meta.dirname, 'test', 'duration-reporter.ts')}`;
const missing: string[] = [];
const failures: string[] = [];
const durations: FileDuration[] = [];
let { passed, failed } = await runChecks();
count(await build());
const browser = findBrowser();
if (!browser) {
  missing.push(
    'the browser tests: no Chromium was found. Install it (Debian: apt-get install chromium), or name it in CHROMIUM.',
  );
}
const helm = findHelm();
if (!helm) missing.push('the tests of the chart: no helm was found. Install helm 3.14 or newer.');
if (!findMongo()) {
  missing.push(
    'the tests of the MongoDB store: no server was found. Name one in MONGODB_URL, or install python3-venv.',
  );
}
const asked = process.argv.slice(2);
const chart = helm ? [] : ['--exclude=chart.test.ts'];
// Many files wait for servers that start, end and come back, so one more than there are cores keeps all of them busy.
const workers = `--maxWorkers=${availableParallelism() + 1}`;
await runTests(['--project=!store', '--project=!whole', '--project=!alone', workers, ...chart, ...asked]);
// What starts many processes runs beside its like, and both in one go: no core is idle while the last of one half ends.
await runTests(['--project=store', ...(browser ? ['--project=whole'] : []), workers, ...asked]);
await runTests(['--project=alone', '--no-file-parallelism', ...asked]);

process.stdout.write(`\nThe slowest test files:\n${listSlowest(durations).join('\n')}\n`);
// Once more at the end: a log that keeps only its last lines keeps these.
for (const failure of failures) process.stdout.write(`\n${failure}\n`);
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

/** Runs the tests and prints the totals of their report; a runner that ends without a report is a failure. */
async function runTests(options: readonly string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'hoist-test-'));
  const report = join(folder, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`, timer];
  const times = join(folder, 'durations.json');
  const env = { ...process.env, ...(browser ? { CHROMIUM: browser } : {}), [durationsVariable]: times };
  const child = spawn('vitest', ['run', ...reporters, ...options], { cwd: root, env, stdio: 'inherit' });
  const { promise, resolve } = Promise.withResolvers<number | null>();
  child.once('close', resolve);
  const code = await promise;
  try {
    const results = JSON.parse(readFileSync(report, 'utf8')) as TestReport;
    passed += results.numPassedTests;
    failed += results.numFailedTests;
    failures.push(...describeFailures(results));
    durations.push(...(JSON.parse(readFileSync(times, 'utf8')) as FileDuration[]));
    if (code !== 0 && results.numFailedTests === 0) failed += 1;
  } catch {
    failed += 1;
  }
  rmSync(folder, { recursive: true });
}
