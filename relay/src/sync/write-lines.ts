import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** How a file is named until it is whole; what a killed process leaves under such a name is never read. */
export const unfinished = '.new';

const sliceLength = 65_536;

/**
 * Writes lines to a file so that whoever reads it, after a crash as well, finds the whole old content or the whole new one:
 * under a name of its own, flushed, renamed, and the folder flushed. Makes the folder if need be, for its owner alone.
 * Rejects with what the file system says, and leaves nothing behind.
 */
export async function writeLines(
  path: string,
  lines: AsyncIterable<string> | Iterable<string>,
): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const temporary = `${path}.${randomBytes(6).toString('hex')}${unfinished}`;
  try {
    await writeAll(temporary, lines);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}

async function writeAll(path: string, lines: AsyncIterable<string> | Iterable<string>): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    let slice = '';
    for await (const line of lines) {
      slice += `${line}\n`;
      if (slice.length < sliceLength) continue;
      await file.writeFile(slice);
      slice = '';
    }
    await file.writeFile(slice);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A rename lasts when its folder is on disk. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
