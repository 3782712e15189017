import { createHmac, timingSafeEqual } from 'node:crypto';

/** The environment and the key that a ticket is for. */
export interface TicketSubject {
  readonly environment: string;
  /** The id of the key. */
  readonly key: string;
}

/** A ticket with its signature, which is not verified yet if the ticket came from outside. */
export interface HintTicket extends TicketSubject {
  readonly signature: string;
}

/** Makes a ticket, signed with the keyring's stream secret. */
export function signTicket({ environment, key }: TicketSubject, secret: string): HintTicket {
  return { environment, key, signature: sign({ environment, key }, secret) };
}

/** Writes a ticket as text for a URL: an EventSource in a browser can send no headers. */
export function writeTicket({ environment, key, signature }: HintTicket): string {
  return [environment, key, signature].map(encodeURIComponent).join('!');
}

/** Reads a ticket from text without verifying it; undefined if the text is not a ticket. */
export function readTicket(ticket: string): HintTicket | undefined {
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

/** True if a ticket was signed with this secret; compared in constant time. */
export function isSigned(ticket: HintTicket, secret: string): boolean {
  const wanted = Buffer.from(sign(ticket, secret));
  const given = Buffer.from(ticket.signature);
  return wanted.length === given.length && timingSafeEqual(wanted, given);
}

function sign({ environment, key }: TicketSubject, secret: string): string {
  return createHmac('sha256', secret)
    .update(`hints\n${environment}\n${key}`)
    .digest('base64url')
    .slice(0, 32);
}
