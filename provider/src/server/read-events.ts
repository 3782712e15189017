import { createParser } from 'eventsource-parser';

/** One event of a stream, as far as the relay uses them. */
export interface ServerEvent {
  readonly event: string;
  readonly data: string;
}

const longestEvent = 64 * 1_024 * 1_024;

/**
 * Reads a server-sent event stream. Comments and unknown fields are left out, as the standard says. Rejects where one event
 * has more than `most` characters, so that no relay fills the memory of an app.
 */
export async function* readEvents(
  chunks: AsyncIterable<string>,
  most = longestEvent,
): AsyncGenerator<ServerEvent> {
  let events: ServerEvent[] = [];
  let isTooLong = false;
  const parser = createParser({
    maxBufferSize: most,
    onEvent: ({ event = 'message', data }) => events.push({ event, data }),
    onError: ({ type }) => {
      isTooLong ||= type === 'max-buffer-size-exceeded';
    },
  });
  for await (const chunk of chunks) {
    parser.feed(chunk);
    const read = events;
    events = [];
    yield* read;
    if (isTooLong) throw new Error(`The relay sent an event of more than ${most} characters.`);
  }
}
