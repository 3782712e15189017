import { toEventBytes } from './event-stream.ts';

/** Says how long ago the relay read its log; `age` is in ms, Infinity for never. */
export function toContactEvent(age: number): Buffer {
  const data = JSON.stringify({ age: Number.isFinite(age) ? Math.round(age) : null });
  return toEventBytes({ event: 'contact', data });
}
