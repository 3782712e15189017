import { each, sendRaw, toRequest } from './hostile-input.ts';
import type { Target, Tried } from './hostile-input.ts';

const path = '/hoist/v1/environments/dev/changes';

/** Opens a stream, reads its first bytes, and leaves. */
async function open({ hoist, serverKey }: Target, lastEventId: string): Promise<string> {
  const leave = new AbortController();
  const response = await fetch(`${hoist.relayUrl}${path}`, {
    headers: { authorization: `Bearer ${serverKey}`, 'last-event-id': lastEventId },
    signal: leave.signal,
  });
  const first = await response.body?.getReader().read();
  leave.abort();
  const event = /^event: *(\S+)/m.exec(new TextDecoder().decode(first?.value))?.[1] ?? 'no event';
  return `${response.status} ${event}`;
}

/** D: streams. */
export const streamInputs: readonly Tried[] = [
  [
    'D4',
    '20 streams that are opened and left',
    '200 reset',
    (target) =>
      each(
        Array.from({ length: 20 }, () => 'x'),
        (id) => open(target, id),
      ),
  ],
  [
    'D5',
    '`Last-Event-ID` that is nonsense, negative, of the future, of another epoch, of 10 KB',
    '200 reset',
    (target) => each(['nonsense', '-1', '1-999999', '9-1', 'x'.repeat(10_000)], (id) => open(target, id)),
  ],
  [
    'D8',
    '`HEAD` and `POST` of a stream',
    '405',
    ({ ask, hoist, serverKey }) =>
      each(['POST', 'HEAD'], async (method) =>
        method === 'POST'
          ? (await ask(path)).slice(0, 3)
          : sendRaw(hoist.relayUrl, toRequest(`HEAD ${path}`, { Authorization: `Bearer ${serverKey}` })),
      ),
  ],
];
