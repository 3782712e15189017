import { readFileSync } from 'node:fs';
import { parseRulesetChange } from '@hoist/core';
import { describe, expect, it } from 'vitest';
import { readEvents } from './read-events.ts';
import type { ServerEvent } from './read-events.ts';

async function* cut(text: string, length: number): AsyncGenerator<string> {
  for (let from = 0; from < text.length; from += length) {
    await Promise.resolve();
    yield text.slice(from, from + length);
  }
}

async function read(text: string, length = text.length, most?: number): Promise<ServerEvent[]> {
  const events: ServerEvent[] = [];
  for await (const event of readEvents(cut(text, length), most)) events.push(event);
  return events;
}

const megabytes = 1_024 * 1_024;

describe('readEvents', () => {
  it.each([1, 2, 3, 1_000])('reads the same events from pieces of %i characters', async (length) => {
    const stream =
      ': a comment\n\nretry: 1000\n\nevent: change\ndata: {"a":1}\n\n' +
      'id: 7\r\ndata:first\r\ndata: second\r\n\r\nunknown: x\ndata\n\ndata: never ended\n';
    expect(await read(stream, length)).toEqual([
      { event: 'change', data: '{"a":1}' },
      { event: 'message', data: 'first\nsecond' },
      { event: 'message', data: '' },
    ]);
  });

  it('reads the golden stream of changes as it was meant', async () => {
    const file = new URL('../../../core/golden/changes.sse', import.meta.url);
    const [change, ...rest] = await read(readFileSync(file, 'utf8'));
    expect(change?.event).toBe('change');
    expect(parseRulesetChange(JSON.parse(change?.data ?? ''))).toMatchObject({
      from: { epoch: 1, version: 6 },
      to: { epoch: 1, version: 7 },
      flags: [{ key: 'checkout', version: 7 }],
      removed: { flags: ['search'], segments: ['beta'] },
    });
    expect(rest).toEqual([
      { event: 'reset', data: '{}' },
      { event: 'contact', data: '{"age":1500}' },
    ]);
  });

  it.each([
    ['in one line', `data: ${'x'.repeat(8 * megabytes)}\n\n`],
    ['in lines of 100 characters', `${`data: ${'x'.repeat(93)}\n`.repeat(80 * 1_024)}\n`],
  ])('reads an event of 8 MB %s from pieces of 4 kB in less than a second of CPU', async (_, stream) => {
    const before = process.cpuUsage();
    const [event] = await read(stream, 4_096);
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(1_000);
    expect(event?.data.length).toBeGreaterThan(7 * megabytes);
  });

  it.each([
    ['a line', 'data: '.padEnd(2_000, 'x')],
    ['an event of many lines', 'data: x\n'.repeat(2_000)],
  ])('refuses %s that is longer than it may be, and keeps what came before', async (_, long) => {
    const events: ServerEvent[] = [];
    const reading = async () => {
      for await (const event of readEvents(cut(`data: 1\n\n${long}`, 100), 1_000)) events.push(event);
    };
    await expect(reading()).rejects.toThrow('The relay sent an event of more than 1000 characters.');
    expect(events).toEqual([{ event: 'message', data: '1' }]);
  });
});
