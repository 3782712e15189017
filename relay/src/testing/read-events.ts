import { onTestFinished } from 'vitest';

/** An event of a stream, by the names of its fields; `event: 'end'` when the stream is over. */
type ReadEvent = Readonly<Record<string, string>>;

/** The events of a stream that is open. */
export interface EventReader {
  /** The next event of a name, or whose data names a type so; others are passed over. */
  next(wanted: string): Promise<ReadEvent>;
  /** Everything that came so far, as text. */
  readonly text: string;
  close(): void;
}

/** Reads a stream's events as they come, until the test is over. */
export function readEvents(response: Response): EventReader {
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  const close = () => void reader.cancel().catch(() => undefined);
  onTestFinished(close);
  let text = '';
  let from = 0;
  let wake = Promise.withResolvers<undefined>();
  let isOver = false;
  const read = async () => {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      text += value;
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
      const end = text.indexOf('\n\n', from);
      if (end < 0) {
        if (isOver) return { event: 'end' };
        await wake.promise;
        continue;
      }
      const event = toFields(text.slice(from, end));
      from = end + 2;
      if (event['event'] === wanted || event['data']?.includes(`"${wanted}"`)) return event;
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

function toFields(block: string): ReadEvent {
  return Object.fromEntries(block.split('\n').map((line) => line.split(/: (.*)/s) as [string, string]));
}
