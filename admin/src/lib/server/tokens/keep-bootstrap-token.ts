import { sha256 } from '@hoist/store';
import { readAccess } from '../access/access-state.ts';
import type { KnownToken } from '../access/access-state.ts';
import type { AdminContext } from '../context.ts';
import { log } from '../logging/log.ts';
import { commitChange } from '../publishing/commit-change.ts';
import { hoistItself } from '../publishing/follow.ts';
import { toTokenPart } from './tokens.ts';

/**
 * Makes the bootstrap token one of the API tokens when it is seen for the first time. One that was revoked stays so, though the
 * variable or the file still holds it. A new value of the variable takes the place of its values before, which are revoked; files
 * differ between replicas, so each keeps its own.
 */
export async function keepBootstrapToken(
  hoist: AdminContext,
  text: string,
  source: 'variable' | 'file',
): Promise<void> {
  const hash = sha256(text);
  const id = `bootstrap-${hash.slice(0, 12)}`;
  const where =
    source === 'variable' ? 'HOIST_BOOTSTRAP_TOKEN' : 'the file bootstrap-token of the data folder';
  const known = readAccess(hoist.access).tokensByHash.get(hash);
  if (known?.revokedAt)
    log.warn(
      { token: known.id, revokedAt: known.revokedAt },
      `${where} holds an API token that was revoked: it stays so`,
    );
  if (known) return;
  const createdAt = new Date(hoist.now()).toISOString();
  const made: KnownToken = {
    id,
    name: 'Bootstrap token',
    role: 'admin',
    hash,
    createdAt,
    expiresAt: null,
    revokedAt: null,
    source,
  };
  await commitChange(hoist, hoist.access, {
    person: hoistItself,
    kind: 'token-made',
    build: () => {
      const { tokens, tokensByHash } = readAccess(hoist.access);
      if (tokensByHash.has(hash)) return { set: new Map(), said: 'kept the bootstrap token' };
      const replaced = [...tokens.values()]
        .filter((token) => source === 'variable' && token.source === 'variable' && token.revokedAt === null)
        .map((token) => toTokenPart({ ...token, revokedAt: createdAt }));
      const more = replaced.length > 0 ? ', which takes the place of the one before' : '';
      return {
        set: new Map([...replaced, toTokenPart(made)]),
        said: `took the bootstrap token from ${where}${more}`,
      };
    },
  });
}
