import { spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

/**
 * Runs a test of a package, or a folder of them, with the counts that make it long; random inputs come from a seed of its
 * own each time, which is printed. `HOIST_DEEP_SEED` repeats a run.
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
