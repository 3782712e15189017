import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Reads the secret in a file, or creates the file with a new one that only its owner may read. Processes that start
 * at the same time get the same secret. Rejects if the folder is not writable.
 */
export async function readOrMakeSecret(
  path: string,
  toText: (bytes: Buffer) => string = (bytes) => bytes.toString('base64url'),
): Promise<string> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const secret = toText(randomBytes(32));
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, `${secret}\n`, { mode: 0o600, flag: 'wx', flush: true });
  try {
    // A link either makes the whole file or finds another: nobody ever reads half a secret.
    await link(draft, path);
    return secret;
  } catch (error) {
    if (!isTaken(error)) throw error;
    return await readExisting(path);
  } finally {
    await rm(draft, { force: true });
  }
}

async function readExisting(path: string): Promise<string> {
  const secret = (await readFile(path, 'utf8')).trim();
  if (secret.length >= 32) return secret;
  throw new Error(`${path} holds no usable secret. Delete it and start again: a new one is made.`);
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}
