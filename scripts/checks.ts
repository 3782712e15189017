import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';

/** A program to run, with the name that is printed. */
interface Check {
  readonly name: string;
  readonly command: string;
  readonly arguments: readonly string[];
  readonly folder?: string;
}

const root = join(import.meta.dirname, '..');
/** What must not need Node, or needs a browser. */
const elsewhere = ['core', 'plugins', 'examples/shop'];

/** Writes generated types, which lint and the admin's type check read. */
const generate: Check = {
  name: 'generated types of the admin',
  command: 'svelte-kit',
  arguments: ['sync'],
  folder: 'admin',
};

/** All other checks, the longest first, so that no core is idle at the end. */
const checks: readonly Check[] = [
  { name: 'types of admin', command: 'svelte-check', arguments: ['--fail-on-warnings'], folder: 'admin' },
  { name: 'format', command: 'prettier', arguments: ['--check', '--log-level', 'warn', '.'] },
  { name: 'lint', command: 'eslint', arguments: ['--max-warnings', '0', '.'] },
  // One program reads the types that all packages share once.
  { name: 'types of everything on Node', command: 'tsc', arguments: ['-p', 'tsconfig.json'] },
  ...elsewhere.map((name) => ({
    name: `types of ${name}`,
    command: 'tsc',
    arguments: ['-p', join(name, 'tsconfig.json')],
  })),
  { name: 'dead code', command: 'knip', arguments: ['--no-progress'] },
];

/** Runs format, lint, type and dead-code checks, one per core at a time, and returns how many passed and failed. */
export async function runChecks(): Promise<{ readonly passed: number; readonly failed: number }> {
  const results = [await runCheck(generate)];
  const waiting = checks.values();
  const lane = async () => {
    for (const check of waiting) results.push(await runCheck(check));
  };
  await Promise.all(Array.from({ length: availableParallelism() }, lane));
  const passed = results.filter(Boolean).length;
  return { passed, failed: results.length - passed };
}

/** Runs one program and prints its output only if it fails; true if it passed. */
export async function runCheck({
  name,
  command,
  arguments: arguments_,
  folder = '.',
}: Check): Promise<boolean> {
  const startedAt = performance.now();
  const cwd = join(root, folder);
  const bins = [
    join(cwd, 'node_modules', '.bin'),
    join(root, 'node_modules', '.bin'),
    process.env['PATH'] ?? '',
  ];
  const child = spawn(command, arguments_, {
    cwd,
    env: { ...process.env, PATH: bins.join(':'), NO_COLOR: '1' },
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const { promise, resolve } = Promise.withResolvers<boolean>();
  child.once('error', (error) => {
    output += error.message;
    resolve(false);
  });
  child.once('close', (code) => resolve(code === 0));
  const passed = await promise;
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
  process.stdout.write(
    `${passed ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)\n${passed ? '' : `${output}\n`}`,
  );
  return passed;
}
