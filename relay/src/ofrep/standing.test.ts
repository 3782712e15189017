import { describe, expect, it } from 'vitest';
import { newestCursor, readCursor, writeAsked, writeCursor } from '../streams/cursor.ts';
import { Standing } from './standing.ts';

const stateOf = (digit: string) => digit.repeat(64);
const position = (version: number, epoch = 1, state = stateOf(String(version % 10))) => ({
  epoch,
  version,
  state,
});

function open() {
  const standing = new Standing();
  standing.move(position(5), { boundary: 100, recall: 0 }, false);
  return standing;
}
const held = (text: string) => readCursor(text);
const at = (version: number, boundary = 100, recall = 0, state = String(version % 10).repeat(16)) =>
  held(`1-${version}-${state}-${boundary}-${recall}`);

describe('where a reader stands', () => {
  it.each([
    ['what is served', at(5), 'level'],
    ['an older version', at(4), 'behind'],
    ['an older epoch', held(`0-9-${'9'.repeat(16)}-100-0`), 'behind'],
    ['a newer version', at(6), 'ahead'],
    ['a newer epoch', held(`2-1-${'1'.repeat(16)}-100-0`), 'ahead'],
    ['another version of that number', at(5, 100, 0, 'f'.repeat(16)), 'behind'],
    ['what was served before a step', at(5, 99), 'behind'],
    ['what is served after a step that did not come here yet', at(5, 101), 'ahead'],
    ['what another relay recalled', at(5, 100, 7), 'level'],
    ['nothing that is known', undefined, 'behind'],
  ])('with %s', (_, cursor, place) => {
    expect(open().compare(cursor)).toBe(place);
  });

  it('is level with an older version as long as nothing visible changed since', () => {
    const standing = open();
    expect(standing.move(position(6), { boundary: 100, recall: 0 }, false)).toBe(false);
    expect(standing.compare(at(5))).toBe('level');
    expect(standing.compare(at(4))).toBe('behind');
    expect(standing.move(position(7), { boundary: 100, recall: 0 }, true)).toBe(true);
    expect(standing.compare(at(6))).toBe('behind');
    expect(standing.compare(at(7))).toBe('level');
  });

  it('is behind what was recalled', () => {
    const standing = open();
    expect(standing.move(position(5), { boundary: 100, recall: 8 }, false)).toBe(true);
    expect([standing.compare(at(5)), standing.compare(at(5, 100, 8))]).toEqual(['behind', 'level']);
  });

  it('is nowhere a relay knows that serves nothing yet', () => {
    const standing = new Standing();
    expect([standing.compare(at(1)), standing.compare(undefined), standing.text]).toEqual([
      'ahead',
      'ahead',
      '',
    ]);
  });
});

describe('a cursor as text', () => {
  const cursor = { epoch: 2, version: 7, state: 'a'.repeat(16), boundary: 100, recall: 3 };

  it('reads back, and stays the same text until it moves', () => {
    expect(readCursor(writeCursor(cursor))).toEqual({ ...cursor, isAsked: false });
    expect(readCursor(writeAsked(writeCursor(cursor)))).toEqual({ ...cursor, isAsked: true });
    const standing = open();
    const { text } = standing;
    standing.move(position(5), { boundary: 100, recall: 0 }, false);
    expect(standing.text).toBe(text);
  });

  it.each([
    undefined,
    '',
    '1-2',
    `1-1-${'x'.repeat(16)}-0-0`,
    `-1-1-${'a'.repeat(16)}-0-0`,
    `1-1-${'a'.repeat(16)}-0-0 `,
  ])('is none for %j', (text) => {
    expect(readCursor(text)).toBeUndefined();
  });

  it('is the newer of what an address and a last event say', () => {
    const [older, newer] = [at(4), at(5)];
    expect(newestCursor(older, newer)).toBe(newer);
    expect(newestCursor(newer, older)).toBe(newer);
    expect(newestCursor(older, undefined)).toBe(older);
    expect(newestCursor(undefined, newer)).toBe(newer);
    const asked = held(`1-5-${'5'.repeat(16)}-100-0~`);
    expect(newestCursor(newer, asked)).toBe(asked);
    expect(newestCursor(at(5, 101), at(5, 100))).toEqual(at(5, 101));
  });
});
