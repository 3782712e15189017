import { createHmac, timingSafeEqual } from 'node:crypto';

/** Names the key whose hints a ticket opens. */
export interface TicketSubject {
  readonly environment: string;
  /** The id of the key that it was made for. */
  readonly key: string;
}

/** A ticket; not verified yet where it came from outside. */
export interface HintTicket extends TicketSubject {
  readonly signature: string;
}

/** Makes a ticket, signed by the keyring's secret. */
export function signTicket({ environment, key }: TicketSubject, secret: string): HintTicket {
  return { environment, key, signature: sign({ environment, key }, secret) };
}

/** A ticket as text for a URL, which browsers' streams need because they send no headers. */
export function writeTicket({ environment, key, signature }: HintTicket): string {
  return [environment, key, signature].map(encodeURIComponent).join('!');
}

/** The ticket that a text holds, unverified; undefined for a text that is none. */
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
