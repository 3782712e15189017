import { spawn } from 'node:child_process';
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
/** The percentage of faults put into the code that tests must find. */
const goal = 85;

const nodes = [
  'availability',
  'claim',
  'condition',
  'conditions',
  'flag',
  'rule',
  'segment',
  'serve',
  'setting',
];
const engine = [
  'bucketing/bucket',
  'bucketing/murmur3',
  'engine/evaluate/evaluate',
  'engine/evaluate/evaluation-state',
  'engine/evaluate/evaluation-subject',
  'engine/explain/explain',
  'engine/nodes/attribute-path',
  ...nodes.map((name) => `engine/nodes/compiled-${name}`),
  'engine/time/earliest',
  'engine/time/next-change',
].map((name) => `core/src/${name}.ts`);

/** Lists the files to mutate: evaluation, bucketing and steps, which decide who gets what. */
function listMutated(): string[] {
  const strategies = globSync('plugins/src/strategies/*.ts', { cwd: root, exclude: ['**/*.test.ts'] });
  return [...engine, ...strategies.sort()];
}

interface Report {
  readonly files: Readonly<Record<string, { readonly mutants: readonly Mutant[] }>>;
}

interface Mutant {
  readonly status: string;
  readonly mutatorName: string;
  readonly replacement?: string;
  readonly location: { readonly start: { readonly line: number; readonly column: number } };
}

/**
 * Runs mutation tests in a copy of core and plugins, so that no mutated file is ever left in the checkout. `only`
 * names the files to mutate, by default all. Prints a score for each file; true if all files together reach the goal.
 */
export async function testMutations(only: readonly string[]): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'hoist-mutation-'));
  const sum = { found: 0, all: 0 };
  try {
    copyInto(folder);
    for (const file of only.length > 0 ? only : listMutated()) {
      // Its workers die now and then; a second time in a row means that something is wrong.
      const report = (await mutate(folder, file)) ?? (await mutate(folder, file));
      if (!report) return false;
      const { found, all } = tell(report);
      sum.found += found;
      sum.all += all;
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  process.stdout.write(`${toPercent(sum)}  all together; the goal is ${goal} %\n`);
  return sum.all > 0 && (sum.found / sum.all) * 100 >= goal;
}

/** Copies the packages. Links between packages are relative, so those in the copy lead to copied packages. */
function copyInto(folder: string): void {
  for (const name of ['core', 'plugins', 'package.json', 'tsconfig.base.json'])
    cpSync(join(root, name), join(folder, name), { recursive: true, verbatimSymlinks: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'plugins/src/mutation.test.ts'), conformance);
  writeFileSync(join(folder, 'vitest.config.js'), `export default { test: ${JSON.stringify(tests)} };`);
}

/** The conformance cases as one test, because each test adds work to every mutation. */
const conformance = `
import { compileRuleset, createRegistry, evaluate, explain, parseRuleset } from '@hoist/core';
import { conformanceCases, runConformance, toConformanceAnswer } from '@hoist/core/conformance';
import { expect, it } from 'vitest';
import { standardPlugins } from './standard-plugins.ts';
it('answers every conformance case, and explains it', async () => {
  const registry = createRegistry(standardPlugins);
  const compiled = new Map();
  const failures = await runConformance(({ ruleset, flag, context, clock = { now: 0, rolloutNow: 0 } }) => {
    if (!compiled.has(ruleset)) compiled.set(ruleset, compileRuleset(parseRuleset(ruleset), registry));
    const resolution = evaluate(compiled.get(ruleset), flag, context, clock);
    const explained = explain(compiled.get(ruleset), flag, context, clock).resolution;
    expect(explained.ofrep).toBe(resolution.ofrep);
    return toConformanceAnswer(resolution);
  });
  expect(failures).toEqual([]);
});
`;

const tests = {
  include: [
    'core/src/{bucketing,engine}/**/*.test.ts',
    'core/src/plugin/*.test.ts',
    'plugins/src/mutation.test.ts',
    'plugins/src/strategies/*.test.ts',
  ],
  // What reads all people or compiles 50,000 flags: it would be done again for every fault.
  exclude: ['core/src/engine/**/{recompile,dependency-order,bucket-groups}.test.ts'],
  testTimeout: 60_000,
  isolate: false,
  pool: 'threads',
};

const stryker = {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'vitest.config.js' },
  inPlace: true,
  concurrency: 2,
  // What only runs while a module is loaded (names, titles, schemas) would need every test for every fault.
  ignoreStatic: true,
  timeoutMS: 10_000,
  reporters: ['json'],
  jsonReporter: { fileName: 'report.json' },
  thresholds: { high: 100, low: goal, break: null },
  allowConsoleColors: false,
  allowEmpty: true,
};

/** Mutates one file and returns the result of each fault; undefined if the tool failed. */
async function mutate(folder: string, file: string): Promise<Report | undefined> {
  // For a file without anything to mutate it writes none.
  rmSync(join(folder, 'report.json'), { force: true });
  writeFileSync(join(folder, 'stryker.config.json'), JSON.stringify({ ...stryker, mutate: [file] }));
  const child = spawn('stryker', ['run', '--logLevel', 'warn'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const { promise, resolve } = Promise.withResolvers<boolean>();
  child.once('error', () => resolve(false));
  child.once('close', (code) => resolve(code === 0));
  if (await promise) return JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as Report;
  process.stdout.write(`stryker failed on ${file}:\n${said.slice(-2_000)}\n`);
  return undefined;
}

interface Score {
  readonly found: number;
  readonly all: number;
}

function tell({ files }: Report): Score {
  const sum = { found: 0, all: 0 };
  for (const [file, { mutants }] of Object.entries(files)) {
    const tried = mutants.filter(({ status }) => isTried(status));
    const missed = tried.filter(({ status }) => status === 'Survived' || status === 'NoCoverage');
    const score = { found: tried.length - missed.length, all: tried.length };
    sum.found += score.found;
    sum.all += score.all;
    process.stdout.write(`${toPercent(score)}  ${file}\n`);
    for (const { mutatorName, location, replacement = '' } of missed) {
      const place = `${basename(file)}:${location.start.line}:${location.start.column}`;
      process.stdout.write(
        `          ${place} ${mutatorName} ${replacement.slice(0, 60).replaceAll('\n', ' ')}\n`,
      );
    }
  }
  return sum;
}

function isTried(status: string): boolean {
  return ['Killed', 'Timeout', 'Survived', 'NoCoverage'].includes(status);
}

function toPercent({ found, all }: Score): string {
  return `${((found / Math.max(1, all)) * 100).toFixed(1).padStart(5)} % of ${all}`.padEnd(15);
}
