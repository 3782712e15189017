import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const inputs = '{admin,core,plugins,store}/{src,static}/**/*';

/**
 * Builds the admin unless its sources are unchanged since the last build. Resolves with an error message, or
 * undefined.
 */
export async function buildAdmin(root: string): Promise<string | undefined> {
  const stamp = join(root, 'admin', 'build', '.inputs');
  const wanted = digestOfInputs(root);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return undefined;
  const { code, output } = await runVite(root);
  if (code !== 0) return `The admin could not be built:\n${output.split('\n').slice(-20).join('\n')}`;
  writeFileSync(stamp, wanted);
  return undefined;
}

function digestOfInputs(root: string): string {
  const files = [
    'pnpm-lock.yaml',
    'admin/vite.config.ts',
    'admin/package.json',
    ...globSync(inputs, { cwd: root }),
  ].sort();
  const hash = createHash('sha256');
  for (const file of files) {
    const path = join(root, file);
    if (!file.endsWith('.test.ts') && statSync(path).isFile())
      hash.update(`${file}\n`).update(readFileSync(path));
  }
  return hash.digest('hex');
}

function runVite(root: string): Promise<{ code: number | null; output: string }> {
  const { promise, resolve } = Promise.withResolvers<{ code: number | null; output: string }>();
  const vite = join(root, 'admin', 'node_modules', 'vite', 'bin', 'vite.js');
  const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'warn'], { cwd: join(root, 'admin') });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.once('close', (code) => resolve({ code, output }));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => child.kill());
  return promise;
}
