import { isJsonObject } from '@hoist/core';
import type { LogState } from '@hoist/core';
import type { LogReader, LogView } from '@hoist/store';
import { z } from 'zod';
import { roles, tokenRoles } from './person.ts';
import { parseStored } from '../errors/parse.ts';

const instant = z.iso.datetime().nullable();

/** What a link that sets a password is for: a person's first password, or another. */
export const linkPurposes = ['invitation', 'reset'] as const;
/** One of {@link linkPurposes}. */
export type LinkPurpose = (typeof linkPurposes)[number];

/** A person as the access log has them: without e-mail address and password, which can be erased. */
const knownPersonSchema = z.object({
  id: z.string(),
  name: z.string(),
  role: z.enum(roles),
  /** The digest of the e-mail address, which no two people share. */
  account: z.string(),
  invitedAt: instant,
  /** When the first password was set; null for somebody who is invited. */
  joinedAt: instant,
  disabledAt: instant,
  passwordSetAt: instant,
  sessionsEndedAt: instant,
  /** The link that was made last, until it is used. */
  link: z.object({ purpose: z.enum(linkPurposes), expiresAt: z.iso.datetime() }).nullable(),
});
/** What {@link knownPersonSchema} reads. */
export type KnownPerson = z.infer<typeof knownPersonSchema>;

const knownTokenSchema = z.object({
  id: z.string(),
  name: z.string(),
  role: z.enum(tokenRoles),
  hash: z.string(),
  createdAt: z.iso.datetime(),
  expiresAt: instant,
  revokedAt: instant,
  /** A person or a machine made it, `HOIST_BOOTSTRAP_TOKEN` names it, or the first start wrote it to a file. */
  source: z.enum(['made', 'variable', 'file']),
});
/** An API token as the access log has it: the hash of its text only. */
export type KnownToken = z.infer<typeof knownTokenSchema>;

/** Who may use this admin: people and API tokens by id. */
export interface AccessState {
  readonly people: ReadonlyMap<string, KnownPerson>;
  readonly tokens: ReadonlyMap<string, KnownToken>;
  readonly tokensByHash: ReadonlyMap<string, KnownToken>;
}

interface Read {
  readonly state: LogState;
  readonly access: AccessState;
}

const latest = new WeakMap<LogReader, Read>();

/** The log of people and API tokens. Every replica follows it, so that each knows within a second who may do what. */
export const accessLog = 'access';

/** Reads who may use this admin, as far as the reader has got; from memory unless something changed. */
export function readAccess(reader: LogReader): AccessState {
  const before = latest.get(reader);
  if (before?.state === reader.state) return before.access;
  const { view } = reader;
  const people = readKind(view, 'person/', knownPersonSchema);
  const tokens = readKind(view, 'token/', knownTokenSchema);
  const tokensByHash = new Map([...tokens.values()].map((token) => [token.hash, token]));
  const access = { people, tokens, tokensByHash };
  latest.set(reader, { state: view.state, access });
  return access;
}

function readKind<Kind extends { readonly id: string }>(
  view: LogView,
  prefix: string,
  schema: z.ZodType<Kind>,
): ReadonlyMap<string, Kind> {
  const all = view.keys(prefix).flatMap((partKey) => {
    const value = view.value(partKey);
    return isJsonObject(value) ? [parseStored(schema, value)] : [];
  });
  return new Map(all.map((each) => [each.id, each]));
}

/** True if a person can sign in. */
export function isActive({ joinedAt, disabledAt }: KnownPerson): boolean {
  return joinedAt !== null && disabledAt === null;
}

/** The person with this id if they can sign in. */
export function findActive(reader: LogReader, id: string): KnownPerson | undefined {
  const person = readAccess(reader).people.get(id);
  return person && isActive(person) ? person : undefined;
}

/** True if somebody has joined, who may be disabled: the set-up link is for the very first. */
export function hasPeople(reader: LogReader): boolean {
  return [...readAccess(reader).people.values()].some(({ joinedAt }) => joinedAt !== null);
}
