import { writeTicket } from './hint-ticket.ts';
import type { HintTicket } from './hint-ticket.ts';

/** The stream of hints that bulk answers offer to one key. */
export class StreamOffer {
  /**
   * Part of the answer's entity tag. It changes with the ticket, so that no client keeps an address that is no longer
   * valid.
   */
  readonly mark: string;
  readonly #start: string;
  readonly #end: string;
  #seen = '';
  #text = '';

  /** `publicPath` is the prefix of the stream's path; it has no origin, because the reader knows that better. */
  constructor(ticket: HintTicket, publicPath: string) {
    this.mark = ticket.signature.slice(0, 8);
    const endpoint = { requestUri: `${publicPath}/ofrep/v1/events?ticket=${writeTicket(ticket)}&seen=` };
    const text = JSON.stringify([{ type: 'sse', endpoint, inactivityDelaySec: 120 }]);
    const at = text.indexOf('&seen=') + '&seen='.length;
    this.#start = text.slice(0, at);
    this.#end = text.slice(at);
  }

  /**
   * Returns the offer as JSON text in ASCII, to be put into the answer. `seen` is the cursor of the answer. The text
   * is made once for each cursor.
   */
  textAt(seen: string): string {
    if (seen === this.#seen && this.#text !== '') return this.#text;
    this.#seen = seen;
    this.#text = this.#start + seen + this.#end;
    return this.#text;
  }
}
