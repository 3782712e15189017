import { hash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { isKeyScope } from '@hoist/core';
import type { CountedAsker, Counter, Keyring, KeyringEntry, KeyScope } from '@hoist/core';
import type { RevokedKeys } from './revoked-keys.ts';
import { writeTicket } from './streams/hint-ticket.ts';

/** Whom a key speaks for. */
export interface Credential {
  /** The key's id. */
  readonly id: string;
  readonly environment: string;
  readonly scope: KeyScope;
  /** ms since epoch, or undefined for never. */
  readonly expiresAt: number | undefined;
  /** What is asked by it is counted by these. */
  readonly single: Counter;
  readonly bulk: Counter;
  /** Where all flags' answer says that changes are told, as JSON text to be put into it. */
  readonly eventStreams: string;
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
  readonly #byEnvironment = new Map<string, Keyring>();
  readonly #revoked: RevokedKeys;
  readonly #counterOf: (asker: CountedAsker) => Counter;
  #byHash = new Map<string, Credential>();
  #byText = new Map<string, Credential>();

  constructor(counterOf: (asker: CountedAsker) => Counter, revoked: RevokedKeys) {
    this.#counterOf = counterOf;
    this.#revoked = revoked;
  }

  /** Replaces one environment's keys. A hash once seen revoked stays revoked, whatever a later keyring says. */
  set(environment: string, keyring: Keyring | undefined): void {
    this.#byEnvironment.set(environment, keyring ?? noKeys);
    if (keyring) this.#revoked.note(environment, keyring);
    this.#byHash = new Map();
    this.#byText = new Map();
    for (const [name, { keys, streamSecret }] of this.#byEnvironment)
      for (const entry of keys) this.#add(name, entry, streamSecret);
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

  /** True for a hash that is known to be revoked or expired. */
  isEnded(digest: string, now: number): boolean {
    const expiresAt = this.#byHash.get(digest)?.expiresAt;
    return this.#revoked.has(digest) || (expiresAt !== undefined && expiresAt <= now);
  }

  /** Whether a key, by its id, is neither revoked nor expired. */
  isLive({ environment, key }: { readonly environment: string; readonly key: string }, now: number): boolean {
    const entry = this.#byEnvironment.get(environment)?.keys.find(({ id }) => id === key);
    const credential = entry && this.#byHash.get(entry.hash);
    return credential !== undefined && (credential.expiresAt === undefined || credential.expiresAt > now);
  }

  #add(environment: string, { id, hash: digest, scope, expiresAt }: KeyringEntry, secret: string): void {
    if (this.#revoked.has(digest) || !isKeyScope(scope)) return;
    this.#byHash.set(digest, {
      id,
      environment,
      scope,
      expiresAt: expiresAt === null ? undefined : Date.parse(expiresAt),
      single: this.#counterOf({ environment, source: 'single', credential: id }),
      bulk: this.#counterOf({ environment, source: 'bulk', credential: id }),
      eventStreams: toEventStreams(writeTicket({ environment, key: id }, secret)),
    });
  }
}

const noKeys: Keyring = { keys: [], streamSecret: '' };

function toEventStreams(ticket: string): string {
  const endpoint = { requestUri: `/ofrep/v1/events?ticket=${ticket}` };
  return JSON.stringify([{ type: 'sse', endpoint, inactivityDelaySec: 120 }]);
}
