import { accessSync, constants, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const memory = '/dev/shm';
/** Bytes that the suite's files may take at once, with a margin; a container often has 64 MB only. */
const room = 2 * 1_024 ** 3;

/** Gives a run of Vitest a folder for all that its tests put into the temp folder; returns what removes it. */
export default function makeTempFolder(): () => void {
  const folder = mkdtempSync(join(findPlace(), 'hoist-tests-'));
  // Workers, and what they start, come after this and take it over.
  process.env['TMPDIR'] = folder;
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/**
 * Memory where it has room, so that thousands of commits in hundreds of new stores do not wait for a disk. No test can
 * tell: what they end are processes, never the machine. A `TMPDIR` that is set is kept.
 */
function findPlace(): string {
  if (process.env['TMPDIR']) return tmpdir();
  try {
    accessSync(memory, constants.W_OK);
    const { bavail, bsize } = statfsSync(memory);
    return bavail * bsize >= room ? memory : tmpdir();
  } catch {
    return tmpdir();
  }
}
