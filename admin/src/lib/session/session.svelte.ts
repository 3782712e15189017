/** How a person was asked to sign in again: as themselves, as somebody else, or not at all. */
export type Renewal = 'same' | 'other' | 'declined';

let isOver = $state(false);
let isAsked = $state(false);
let renewals = $state(0);
let waiting: ((renewal: Renewal) => void)[] = [];

/** The session of whoever looks at this page: it may end while the page is open, and is renewed in place. */
export const session = {
  /** True from the answer on that says so until somebody signs in again. */
  get isOver() {
    return isOver;
  },
  /** True while the page asks to sign in. */
  get isAsked() {
    return isAsked;
  },
  /** How often it was renewed: what shows something live asks again when this rises. */
  get renewals() {
    return renewals;
  },
  /** Takes note of an answer to something that the page asked by itself. Returns true if the session is over. */
  isEnded(answer: Pick<Response, 'status'>): boolean {
    if (answer.status === 401) isOver = true;
    return answer.status === 401;
  },
  /** Asks the person to sign in, over the page; resolves once they have, or have declined. */
  renew(): Promise<Renewal> {
    isOver = true;
    isAsked = true;
    const { promise, resolve } = Promise.withResolvers<Renewal>();
    waiting.push(resolve);
    return promise;
  },
  /** Says what came of it. */
  settle(renewal: Renewal): void {
    isAsked = false;
    if (renewal !== 'declined') {
      isOver = false;
      renewals += 1;
    }
    const asked = waiting;
    waiting = [];
    for (const resolve of asked) resolve(renewal);
  },
};
