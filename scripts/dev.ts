import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { resolvePaths } from './start/resolve-paths.ts';

const root = join(import.meta.dirname, '..');
// Restarted at every edit: nobody waits for load balancers then.
const env = { ...resolvePaths(root, process.env), HOIST_DRAIN_SECONDS: '0' };
const port = process.env['HOIST_ADMIN_PORT'] || '3000';
const vite = join(root, 'admin', 'node_modules', 'vite', 'bin', 'vite.js');

process.stdout.write(
  `Admin http://localhost:${port}, relay http://localhost:${process.env['HOIST_RELAY_PORT'] || 8080}, both follow your edits.\n`,
);
const children = [
  run('admin', [vite, 'dev', '--port', port, '--strictPort']),
  run('relay', ['--watch', '--watch-preserve-output', 'src/main.ts']),
];

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
for (const child of children) child.once('exit', stop);

function run(folder: string, arguments_: readonly string[]): ChildProcess {
  return spawn(process.execPath, arguments_, { cwd: join(root, folder), env, stdio: 'inherit' });
}

function stop(): void {
  for (const child of children) child.kill();
}
