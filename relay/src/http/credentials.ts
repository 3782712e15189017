import { hash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { isKeyScope, keyringFormat } from '@hoist/core';
import type { CountSource, Counter, Keyring, KeyringEntry, KeyScope } from '@hoist/core';
import type { RevokedKeys } from '../sync/revoked-keys.ts';
import { signTicket } from '../ofrep/hint-ticket.ts';
import type { TicketSubject } from '../ofrep/hint-ticket.ts';
import { StreamOffer } from '../ofrep/stream-offer.ts';

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
  /** What all flags' answers say about where changes are hinted. */
  readonly offer: StreamOffer;
  /** Names the key among all that open streams. */
  readonly streamKey: string;
}

interface CredentialOptions {
  readonly revoked: RevokedKeys;
  /** Before the paths of streams, where the relay is reached under one. */
  readonly publicPath?: string;
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
  readonly #publicPath: string;
  readonly #counterOf: (countSource: CountSource) => Counter;
  #byHash = new Map<string, Credential>();
  #byText = new Map<string, Credential>();
  #byStreamKey = new Map<string, Credential>();

  constructor(
    counterOf: (countSource: CountSource) => Counter,
    { revoked, publicPath = '' }: CredentialOptions,
  ) {
    this.#counterOf = counterOf;
    this.#revoked = revoked;
    this.#publicPath = publicPath;
  }

  /** Replaces one environment's keys. A hash once seen revoked stays revoked, whatever a later keyring says. */
  set(environment: string, keyring: Keyring | undefined): void {
    this.#byEnvironment.set(environment, keyring ?? noKeys);
    if (keyring) this.#revoked.note(environment, keyring);
    this.#byHash = new Map();
    this.#byText = new Map();
    this.#byStreamKey = new Map();
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
    return isLive(credential, now) ? credential : undefined;
  }

  /** True for a hash that is known to be revoked or expired. */
  isEnded(digest: string, now: number): boolean {
    const expiresAt = this.#byHash.get(digest)?.expiresAt;
    return this.#revoked.has(digest) || (expiresAt !== undefined && expiresAt <= now);
  }

  /** The credential of a key by its id, where it is neither revoked nor expired. */
  findById(subject: TicketSubject, now: number): Credential | undefined {
    const credential = this.#byStreamKey.get(toStreamKey(subject));
    return isLive(credential, now) ? credential : undefined;
  }

  #add(environment: string, { id, hash: digest, scope, expiresAt }: KeyringEntry, secret: string): void {
    if (this.#revoked.has(digest) || !isKeyScope(scope)) return;
    const credential = {
      id,
      environment,
      scope,
      expiresAt: expiresAt === null ? undefined : Date.parse(expiresAt),
      single: this.#counterOf({ environment, source: 'single', credential: id }),
      bulk: this.#counterOf({ environment, source: 'bulk', credential: id }),
      offer: new StreamOffer(signTicket({ environment, key: id }, secret), this.#publicPath),
      streamKey: toStreamKey({ environment, key: id }),
    };
    this.#byHash.set(digest, credential);
    this.#byStreamKey.set(credential.streamKey, credential);
  }
}

const noKeys: Keyring = { format: keyringFormat, keys: [], streamSecret: '' };

function isLive(credential: Credential | undefined, now: number): boolean {
  return credential !== undefined && (credential.expiresAt === undefined || credential.expiresAt > now);
}

/** The instant until which a credential may read, in ms since the Unix epoch: Infinity for ever, 0 for none. */
export function expiryOf(credential: Credential | undefined): number {
  return credential ? (credential.expiresAt ?? Number.POSITIVE_INFINITY) : 0;
}

function toStreamKey({ environment, key }: TicketSubject): string {
  return `${environment} ${key}`;
}
