import { comparePositions } from '@hoist/core';
import type { RulesetPosition } from '@hoist/core';
import type { EnvironmentHistory } from '../streams/environment-history.ts';
import type { ChannelPorts, Opening, Sink } from '../ofrep/hint-channel.ts';

interface ChangePorts<Stream> {
  readonly history: EnvironmentHistory;
  /** How fresh what is served is, as an event. */
  readonly contact: () => Buffer;
  readonly send: ChannelPorts<Stream>['send'];
}

const positionText = /^(?<epoch>\d{1,9})-(?<version>\d{1,12})-(?<state>[0-9a-f]{64})$/;

/** Parses the position that a reader sends; undefined for a text that is none. */
export function readPosition(text: string): RulesetPosition | undefined {
  const found = positionText.exec(text)?.groups;
  if (!found) return undefined;
  const { epoch, version, state = '' } = found;
  return { epoch: Number(epoch), version: Number(version), state };
}

/** The readers that follow the changes of one environment. */
export class ChangeChannel<Stream extends Sink> {
  readonly #ports: ChangePorts<Stream>;
  /** The position of each reader. */
  readonly #readers = new Map<Stream, RulesetPosition>();

  constructor(ports: ChangePorts<Stream>) {
    this.#ports = ports;
  }

  /**
   * Begins a reader's stream with the changes since its position. A reader that is ahead of this relay gets no reset, which
   * would make it download an older ruleset: it gets the age of the relay's contact alone until the relay has caught up.
   */
  begin(after: RulesetPosition | undefined): Opening<Stream> {
    const { history, contact } = this.#ports;
    const { position } = history;
    const isAhead = after !== undefined && this.#isAhead(after);
    const events = isAhead ? [contact()] : [...history.since(after?.state ?? ''), contact()];
    const place = isAhead ? after : position;
    const join = (stream: Stream) => {
      if (place) this.#readers.set(stream, place);
      stream.onClose(() => this.#readers.delete(stream));
    };
    return { events, join };
  }

  /** To be called when the history has advanced; `change` as it gave it, from the state that it had before. */
  advance(from: string | undefined, change: Buffer | undefined): void {
    const { history, send } = this.#ports;
    const { position } = history;
    if (!position) return;
    const level: Stream[] = [];
    for (const [stream, place] of this.#readers) {
      if (place.state !== from && this.#isAhead(place)) continue;
      this.#readers.set(stream, position);
      if (place.state === from) level.push(stream);
      else for (const event of history.since(place.state)) stream.send(event);
    }
    if (change) send(level, change);
  }

  beat(): void {
    this.#ports.send([...this.#readers.keys()], this.#ports.contact());
  }

  #isAhead(place: RulesetPosition): boolean {
    const { position } = this.#ports.history;
    return !position || (place.state !== position.state && comparePositions(place, position) > 0);
  }
}
