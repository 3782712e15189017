import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'node_modules', '.cache', 'secantus');
const timeout = 240_000;

/** A real server of MongoDB's wire protocol that Python's index carries; only tests use it, as a process of its own. */
const packages = [
  'SecantusDB==0.7.0b3',
  'pymongo==4.20.0',
  'dnspython==2.9.2',
  'python-dateutil==4.0.0',
  's2sphere==0.2.5',
  'future==1.0.0',
  'shapely==2.2.0',
  'numpy==2.4.6',
  'tzdata==2026.6',
];

/** Whether there is a MongoDB to test on: one that MONGODB_URL names, or one installed here, now if need be. */
export function findMongo(): boolean {
  const ready = join(folder, 'ready');
  if (process.env['MONGODB_URL'] || existsSync(ready)) return true;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, '..'), { recursive: true });
  if (spawnSync('python3', ['-m', 'venv', folder]).status !== 0) return false;
  const arguments_ = ['install', '-q', '--no-deps', '--only-binary=:all:', ...packages];
  const installed = spawnSync(join(folder, 'bin', 'python'), ['-m', 'pip', ...arguments_], {
    timeout,
  });
  if (installed.status !== 0) return false;
  writeFileSync(ready, '');
  return true;
}
