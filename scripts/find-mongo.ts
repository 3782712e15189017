import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'node_modules', '.cache', 'secantus');
const timeout = 240_000;

/** Python packages of a server that speaks MongoDB's wire protocol. Only tests use it, as a separate process. */
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

/**
 * True if there is a MongoDB to test on: the one that `MONGODB_URL` names, or one that is installed here, which this
 * does if necessary.
 */
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
