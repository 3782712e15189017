import { hash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { KeyringEntry } from '@hoist/core';

/** Whom a key speaks for. */
export interface Credential {
  readonly environment: string;
  readonly scope: KeyringEntry['scope'];
  /** ms since epoch, or undefined for never. */
  readonly expiresAt: number | undefined;
}

const bearer = /^bearer +(\S+) *$/i;

/** The key that a request carries, as `Authorization: Bearer` or `X-API-Key`; undefined when none, or two that differ. */
export function readKey(headers: IncomingHttpHeaders): string | undefined {
  const { authorization } = headers;
  const apiKey = headers['x-api-key'];
  if (authorization === undefined) return typeof apiKey === 'string' && apiKey !== '' ? apiKey : undefined;
  const token = bearer.exec(authorization)?.[1];
  if (apiKey !== undefined && apiKey !== token) return undefined;
  return token;
}

/**
 * Finds the credential of a key's text by its hash. A text that was found before is remembered (there are no more of
 * them than keys), so that a request hashes nothing; unknown texts are not, so that guessing costs no memory.
 */
export class Credentials {
  readonly #byEnvironment = new Map<string, readonly KeyringEntry[]>();
  readonly #revoked = new Set<string>();
  #byHash = new Map<string, Credential>();
  #byText = new Map<string, Credential>();

  /** Replaces one environment's keys. A hash once seen revoked stays revoked, whatever a later keyring says. */
  set(environment: string, keys: readonly KeyringEntry[]): void {
    this.#byEnvironment.set(environment, keys);
    for (const key of keys) if (key.revokedAt !== null) this.#revoked.add(key.hash);
    this.#byHash = new Map();
    this.#byText = new Map();
    for (const [name, entries] of this.#byEnvironment) for (const entry of entries) this.#add(name, entry);
  }

  find(text: string, now: number): Credential | undefined {
    let credential = this.#byText.get(text);
    if (!credential) {
      credential = this.#byHash.get(hash('sha256', text));
      if (!credential) return undefined;
      this.#byText.set(text, credential);
    }
    return credential.expiresAt !== undefined && credential.expiresAt <= now ? undefined : credential;
  }

  #add(environment: string, { hash: digest, scope, expiresAt }: KeyringEntry): void {
    if (this.#revoked.has(digest)) return;
    this.#byHash.set(digest, {
      environment,
      scope,
      expiresAt: expiresAt === null ? undefined : Date.parse(expiresAt),
    });
  }
}
