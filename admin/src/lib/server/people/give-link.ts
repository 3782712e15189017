import { createHmac, randomBytes } from 'node:crypto';
import { keepLink } from '../access/password-links.ts';
import type { PasswordLink } from '../access/password-links.ts';
import { log } from '../logging/log.ts';
import type { PersonView } from './list-people.ts';
import type { PeopleContext } from './people-context.ts';
import { writeLinkMail } from './write-link-mail.ts';

/** What making a link needs beside the person. */
export interface MakeLink {
  /** The origin of the admin's pages, which the link leads to. */
  readonly origin: string;
  readonly idempotencyKey?: string | undefined;
}

/** A link to hand over, with its person. Its text is stored nowhere. */
export interface MadeLink {
  readonly person: PersonView;
  readonly link: string;
  readonly expiresAt: string;
  /** Whether it was sent to the person: not if no mail server is configured, or if that refused the mail. */
  readonly mail: 'sent' | 'not-configured' | 'failed';
}

/**
 * Makes the token of a link: from an idempotency key always the same, so that a repeated request gets the link of the first
 * answer. Only who knows the secret can compute it.
 */
export function makeToken(secret: string, of: readonly (string | undefined)[]): string {
  if (of.at(-1) === undefined) return randomBytes(32).toString('base64url');
  return createHmac('sha256', secret)
    .update(JSON.stringify(['password-link', ...of]))
    .digest('base64url');
}

interface GivenLink {
  readonly token: string;
  readonly link: PasswordLink;
  readonly origin: string;
  /** It was given before, and mailed. */
  readonly isRepeated: boolean;
}

/** Stores a link by its digest, and sends it to its person where a mail server is configured. */
export async function giveLink(
  { hoist, sendMail }: PeopleContext,
  { token, link, origin, isRepeated }: GivenLink,
  person: PersonView,
): Promise<MadeLink> {
  if (!isRepeated) await keepLink(hoist.store.records, token, link);
  const url = `${origin}/set-password?token=${token}`;
  const made = { person, link: url, expiresAt: new Date(link.expiresAt).toISOString() };
  if (!sendMail) return { ...made, mail: 'not-configured' };
  if (isRepeated) return { ...made, mail: 'sent' };
  try {
    await sendMail({ to: person.email, ...writeLinkMail(made, link.purpose, origin) });
    return { ...made, mail: 'sent' };
  } catch (error) {
    log.warn({ person: person.id, reason: String(error) }, 'a mail could not be sent');
    return { ...made, mail: 'failed' };
  }
}
