import { spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

/**
 * Runs a test file or a folder of tests with the environment variables that make it long. Each run prints and uses a
 * new seed for random inputs; `HOIST_DEEP_SEED` repeats one. True if the tests pass.
 */
export async function testMany(file: string, counts: NodeJS.ProcessEnv): Promise<boolean> {
  const seed = process.env['HOIST_DEEP_SEED'] ?? String(Math.floor(Math.random() * 2 ** 31));
  process.stdout.write(`${file} from HOIST_DEEP_SEED=${seed}\n`);
  const [project = ''] = file.split('/');
  const child = spawn('vitest', ['run', `--project=${project}`, file], {
    cwd: root,
    env: { ...process.env, ...counts, HOIST_DEEP_SEED: seed },
    stdio: 'inherit',
  });
  const { promise, resolve } = Promise.withResolvers<boolean>();
  child.once('error', () => resolve(false));
  child.once('close', (code) => resolve(code === 0));
  return promise;
}
