import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a ticket lets somebody read: that something changed, nothing else. */
export interface TicketSubject {
  readonly environment: string;
  /** The id of the key that it was made for. */
  readonly key: string;
}

/** A text for a URL, which browsers' streams need because they send no headers; signed by the keyring's secret. */
export function writeTicket({ environment, key }: TicketSubject, secret: string): string {
  return [environment, key, sign({ environment, key }, secret)].map(encodeURIComponent).join('!');
}

/** Whom a ticket names, unverified; undefined for a text that is none. */
export function readTicket(ticket: string): (TicketSubject & { readonly signature: string }) | undefined {
  const [environment, key, signature, ...more] = ticket.split('!');
  if (!environment || !key || !signature || more.length > 0) return undefined;
  try {
    return {
      environment: decodeURIComponent(environment),
      key: decodeURIComponent(key),
      signature: decodeURIComponent(signature),
    };
  } catch {
    return undefined;
  }
}

export function isSigned(subject: TicketSubject & { readonly signature: string }, secret: string): boolean {
  const wanted = Buffer.from(sign(subject, secret));
  const given = Buffer.from(subject.signature);
  return wanted.length === given.length && timingSafeEqual(wanted, given);
}

function sign({ environment, key }: TicketSubject, secret: string): string {
  return createHmac('sha256', secret)
    .update(`hints\n${environment}\n${key}`)
    .digest('base64url')
    .slice(0, 32);
}
