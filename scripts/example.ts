import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { resolvePaths } from './start/resolve-paths.ts';

const root = join(import.meta.dirname, '..');
const env = resolvePaths(root, process.env);
const shop = spawn(process.execPath, ['src/main.ts'], {
  cwd: join(root, 'examples', 'shop'),
  env,
  stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => shop.kill(signal));
shop.once('exit', (code) => process.exit(code ?? 0));
