import { createParser } from 'eventsource-parser';
import { onTestFinished } from 'vitest';

/** An event of a stream by the names of its fields; `event: 'end'` at the end of the stream. */
interface ReadEvent {
  readonly event?: string | undefined;
  readonly id?: string | undefined;
  readonly data?: string;
}

/** Reads the events of an open stream. */
export interface EventReader {
  /** Resolves with the next event of this name, or whose data has this `type`; skips all others. */
  next(wanted: string): Promise<ReadEvent>;
  /** The text of the stream so far. */
  readonly text: string;
  close(): void;
}

/** Reads a stream's events as they arrive; the stream is closed after the test. */
export function readEvents(response: Response): EventReader {
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  const close = () => void reader.cancel().catch(() => undefined);
  onTestFinished(close);
  const events: ReadEvent[] = [];
  const parser = createParser({ onEvent: (event) => events.push(event) });
  let text = '';
  let wake = Promise.withResolvers<undefined>();
  let isOver = false;
  const read = async () => {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      text += value;
      parser.feed(value);
      wake.resolve(undefined);
      wake = Promise.withResolvers();
    }
  };
  void read()
    .catch(() => undefined)
    .then(() => {
      isOver = true;
      wake.resolve(undefined);
    });
  const next = async (wanted: string): Promise<ReadEvent> => {
    for (;;) {
      const event = events.shift();
      if (event?.event === wanted || event?.data?.includes(`"${wanted}"`)) return event;
      if (event) continue;
      if (isOver) return { event: 'end' };
      await wake.promise;
    }
  };
  return {
    next,
    close,
    get text() {
      return text;
    },
  };
}
