import { spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

/**
 * Runs a test of random inputs on many more of them, from a seed of its own each time; the tests print it.
 * `HOIST_DEEP_SEED` repeats a run.
 */
export async function testMany(file: string, counts: NodeJS.ProcessEnv): Promise<boolean> {
  const seed = process.env['HOIST_DEEP_SEED'] ?? String(Math.floor(Math.random() * 2 ** 31));
  process.stdout.write(`${file} from HOIST_DEEP_SEED=${seed}\n`);
  const child = spawn('vitest', ['run', '--project=plugins', file], {
    cwd: root,
    env: { ...process.env, ...counts, HOIST_DEEP_SEED: seed },
    stdio: 'inherit',
  });
  const { promise, resolve } = Promise.withResolvers<boolean>();
  child.once('error', () => resolve(false));
  child.once('close', (code) => resolve(code === 0));
  return promise;
}
