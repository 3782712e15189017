import { accessSync, constants, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const memory = '/dev/shm';
/** The free bytes that the suite's files need, with a margin; shared memory in a container often has only 64 MB. */
const room = 2 * 1_024 ** 3;

/** Gives a Vitest run its own temp folder; returns a function that removes it. */
export default function makeTempFolder(): () => void {
  const folder = mkdtempSync(join(findPlace(), 'hoist-tests-'));
  // Workers, and what they start, come after this and take it over.
  process.env['TMPDIR'] = folder;
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/**
 * Returns the parent of the temp folder: `TMPDIR` if it is set, else shared memory if it has room, so that thousands
 * of commits do not wait for a disk. Tests end processes but never the machine, so the result is the same.
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
