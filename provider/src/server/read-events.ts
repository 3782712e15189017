/** One event of a stream, as far as the relay uses them. */
export interface ServerEvent {
  readonly event: string;
  readonly data: string;
}

const longestEvent = 64 * 1_024 * 1_024;

/** Takes a server-sent event stream apart. Comments and unknown fields are left out, as the standard says. */
export async function* readEvents(chunks: AsyncIterable<string>): AsyncGenerator<ServerEvent> {
  let rest = '';
  for await (const chunk of chunks) {
    rest += chunk;
    if (rest.length > longestEvent) throw new Error('The relay sent an event that is too long.');
    for (;;) {
      const end = /\r?\n\r?\n/.exec(rest);
      if (!end) break;
      const block = rest.slice(0, end.index);
      rest = rest.slice(end.index + end[0].length);
      const event = readBlock(block);
      if (event) yield event;
    }
  }
}

function readBlock(block: string): ServerEvent | undefined {
  let event = 'message';
  const data: string[] = [];
  for (const line of block.split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon < 1) continue;
    const value = line.slice(colon + 1).replace(/^ /, '');
    const name = line.slice(0, colon);
    if (name === 'event') event = value;
    if (name === 'data') data.push(value);
  }
  return data.length === 0 ? undefined : { event, data: data.join('\n') };
}
