import { accessSync, constants, mkdirSync } from 'node:fs';

/** Returns a sentence if a folder cannot be created or written to; else undefined. */
export function findUnwritable(folder: string): string | undefined {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK);
    return undefined;
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    return `The data folder ${folder} is not writable${reason}. Make it yours (chown), or name another by HOIST_DATA_DIR.`;
  }
}
