import type { HintTicket } from './hint-ticket.ts';
import { writeTicket } from './hint-ticket.ts';

/** What all flags' answers for one key say about where changes are hinted. */
export class StreamOffer {
  /** Part of the answer's entity tag: another one where the ticket is, so that nobody keeps an address that is not valid. */
  readonly mark: string;
  /** As JSON text in ASCII, to be put into the answer. */
  readonly text: string;

  constructor(ticket: HintTicket) {
    this.mark = ticket.signature.slice(0, 8);
    const endpoint = { requestUri: `/ofrep/v1/events?ticket=${writeTicket(ticket)}` };
    this.text = JSON.stringify([{ type: 'sse', endpoint, inactivityDelaySec: 120 }]);
  }
}
