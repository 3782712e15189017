import { diffArrays } from 'diff';
import type { Json } from '@hoist/core';

/** A line of two texts that are compared: on both sides, only before, or only after. */
export interface DifferenceLine {
  readonly side: 'both' | 'before' | 'after';
  readonly text: string;
}

/** Where more lines differ, all of them count as different: finding what is alike would block the event loop. */
const maxEditLength = 500;

/** Compares two JSON values line by line; null for nothing at all. */
export function compareJson(before: Json, after: Json): DifferenceLine[] {
  const [old, next] = [toLines(before), toLines(after)];
  const parts = diffArrays(old, next, { maxEditLength });
  if (!parts) return [...toSide('before', old), ...toSide('after', next)];
  return parts.flatMap(({ added, removed, value }) =>
    toSide(removed ? 'before' : added ? 'after' : 'both', value),
  );
}

function toLines(value: Json): string[] {
  return value === null ? [] : JSON.stringify(value, null, 2).split('\n');
}

function toSide(side: DifferenceLine['side'], texts: readonly string[]): DifferenceLine[] {
  return texts.map((text) => ({ side, text }));
}
