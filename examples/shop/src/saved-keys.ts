import { readFile, writeFile } from 'node:fs/promises';
import type { ShopKeys } from './set-up.ts';

/** Keys that an earlier run made and the relay still takes, so that every run does not make two more. */
export async function readSavedKeys(path: string, relayUrl: string): Promise<ShopKeys | undefined> {
  try {
    const keys = JSON.parse(await readFile(path, 'utf8')) as ShopKeys;
    for (const key of [keys.server, keys.client]) {
      const headers = { authorization: `Bearer ${key}` };
      const answer = await fetch(`${relayUrl}/ofrep/v1/evaluate/flags`, {
        method: 'POST',
        headers,
        body: undefined,
      });
      if (!answer.ok) return undefined;
    }
    return keys;
  } catch {
    return undefined;
  }
}

export async function saveKeys(path: string, keys: ShopKeys): Promise<void> {
  await writeFile(path, JSON.stringify(keys), { mode: 0o600 });
}
