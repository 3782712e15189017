import { writeTicket } from './hint-ticket.ts';
import type { HintTicket } from './hint-ticket.ts';

/** What all flags' answers for one key say about where changes are hinted. */
export class StreamOffer {
  /** Part of the answer's entity tag: it changes with the ticket, so that no client keeps an address that is not valid any more. */
  readonly mark: string;
  readonly #start: string;
  readonly #end: string;
  #seen = '';
  #text = '';

  /** `publicPath` stands before its path; never an origin, which the reader knows better. */
  constructor(ticket: HintTicket, publicPath: string) {
    this.mark = ticket.signature.slice(0, 8);
    const endpoint = { requestUri: `${publicPath}/ofrep/v1/events?ticket=${writeTicket(ticket)}&seen=` };
    const text = JSON.stringify([{ type: 'sse', endpoint, inactivityDelaySec: 120 }]);
    const at = text.indexOf('&seen=') + '&seen='.length;
    this.#start = text.slice(0, at);
    this.#end = text.slice(at);
  }

  /**
   * As JSON text in ASCII, to be put into the answer. `seen` says what the answer holds, so that its reader's stream knows;
   * the text stays the same until that moves, and is made once.
   */
  textAt(seen: string): string {
    if (seen === this.#seen && this.#text !== '') return this.#text;
    this.#seen = seen;
    this.#text = this.#start + seen + this.#end;
    return this.#text;
  }
}
