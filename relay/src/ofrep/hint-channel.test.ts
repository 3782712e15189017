import { describe, expect, it } from 'vitest';
import { VirtualTime } from '../testing/virtual-time.ts';
import { readCursor } from '../streams/cursor.ts';
import { HintChannel } from './hint-channel.ts';

const position = (version: number) => ({ epoch: 1, version, state: String(version).padStart(64, '0') });
const never = { boundary: 0, recall: 0 };

class Reader {
  readonly heard: { readonly at: number; readonly type: string; readonly id: string | undefined }[] = [];
  #close: () => void = () => undefined;
  readonly #time: VirtualTime;

  constructor(time: VirtualTime) {
    this.#time = time;
  }

  send(event: Buffer): void {
    const text = event.toString();
    const { type } = JSON.parse(/^data: (.*)$/m.exec(text)?.[1] ?? '') as { type: string };
    this.heard.push({ at: this.#time.now, type, id: /^id: (.*)$/m.exec(text)?.[1] });
  }

  onClose(run: () => void): void {
    this.#close = run;
  }

  close(): void {
    this.#close();
  }

  get hints(): number[] {
    return this.heard.filter(({ type }) => type === 'refetchEvaluation').map(({ at }) => at);
  }
}

/** A channel that serves version 1, and readers who hold it. */
function open(count: number) {
  const time = new VirtualTime(0);
  const channel = new HintChannel<Reader>({
    after: time.after,
    monotonic: () => time.now,
    send: (readers, event) => readers.forEach((reader) => reader.send(event)),
  });
  time.every(15_000, () => channel.beat());
  const publish = (version: number) => {
    channel.standing.move(position(version), never, true);
    channel.review();
  };
  publish(1);
  const join = (held: string) => {
    const reader = new Reader(time);
    const { events, join: add } = channel.begin(readCursor(held));
    for (const event of events) reader.send(event);
    add(reader);
    return reader;
  };
  const readers = Array.from({ length: count }, () => join(channel.standing.text));
  return { time, channel, publish, join, readers };
}

describe('hints', () => {
  it('reach a few readers at once', () => {
    const { publish, readers } = open(50);
    publish(2);
    expect(readers.map(({ hints }) => hints)).toEqual(readers.map(() => [0]));
  });

  it('reach thousands of readers within half a second, no more than a fiftieth of them at once', async () => {
    const { time, publish, readers } = open(5_000);
    publish(2);
    await time.pass(1_000);
    const at = readers.flatMap(({ hints }) => hints);
    expect(at).toHaveLength(5_000);
    expect(Math.max(...at)).toBeLessThanOrEqual(500);
    const atOnce = new Map<number, number>();
    for (const instant of at) atOnce.set(instant, (atOnce.get(instant) ?? 0) + 1);
    expect(Math.max(...atOnce.values())).toBeLessThanOrEqual(100);
  });

  it('come once more after 5 s, over 5 s, for whom fetching failed, and then no more', async () => {
    const { time, publish, readers } = open(5_000);
    publish(2);
    await time.pass(120_000);
    const [first, second] = [0, 1].map((index) => readers.map(({ hints }) => hints[index] ?? NaN));
    expect(readers.every(({ hints }) => hints.length === 2)).toBe(true);
    expect(Math.min(...(second ?? [])) - Math.max(...(first ?? []))).toBeGreaterThanOrEqual(5_000);
    expect(Math.max(...(second ?? [])) - Math.min(...(second ?? []))).toBeGreaterThan(4_000);
    expect(Math.max(...(second ?? []))).toBeLessThan(36_000);
  });

  it('are of the newest version for whom several were due, and start anew with each', async () => {
    const { time, publish, readers } = open(1_000);
    publish(2);
    publish(3);
    await time.pass(1_000);
    expect(readers.every(({ hints }) => hints.length <= 2)).toBe(true);
    expect(readers.every(({ heard }) => heard.at(-1)?.id?.startsWith('1-3-') === true)).toBe(true);
  });

  it('leave out who has gone', async () => {
    const { time, publish, readers } = open(1_000);
    publish(2);
    for (const reader of readers) reader.close();
    await time.pass(60_000);
    expect(readers.filter(({ hints }) => hints.length > 0)).toHaveLength(50);
  });
});

describe('the id of an event', () => {
  it('says that its reader is up to date only when that must have fetched', async () => {
    const { time, channel, publish, join } = open(0);
    const reader = join(channel.standing.text);
    publish(2);
    await time.pass(60_000);
    const ids = reader.heard.map(({ type, id }) => [type, id?.slice(0, 3), id?.endsWith('~')]);
    expect(ids).toEqual([
      ['connected', '1-1', false],
      ['refetchEvaluation', '1-2', true],
      ['alive', undefined, undefined],
      ['refetchEvaluation', '1-2', true],
      ['alive', '1-2', false],
      ['alive', '1-2', false],
      ['alive', '1-2', false],
    ]);
  });

  it('stays away from a reader that holds something newer, which is hinted when that is served here', async () => {
    const { time, channel, publish, join } = open(0);
    const newer = channel.standing.text.replace('1-1-', '1-2-');
    const reader = join(newer);
    await time.pass(20_000);
    expect(reader.heard).toEqual([{ at: 15_000, type: 'alive', id: undefined }]);
    publish(2);
    expect(reader.hints).toEqual([20_000]);
  });
});
