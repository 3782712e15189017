import type { Json } from '@hoist/core';

/** A line of two texts that are compared: on both sides, only before, or only after. */
export interface DifferenceLine {
  readonly side: 'both' | 'before' | 'after';
  readonly text: string;
}

/** Beyond so many pairs of lines, all between the first and the last difference count as different. */
const mostPairs = 1_000_000;

/** Compares two JSON values line by line; null for nothing at all. */
export function compareJson(before: Json, after: Json): DifferenceLine[] {
  return compareLines(toLines(before), toLines(after));
}

function toLines(value: Json): string[] {
  return value === null ? [] : JSON.stringify(value, null, 2).split('\n');
}

function compareLines(before: readonly string[], after: readonly string[]): DifferenceLine[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before.at(-1 - end) === after.at(-1 - end)) end++;
  return [
    ...lines('both', before.slice(0, start)),
    ...compareMiddle(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...lines('both', before.slice(before.length - end)),
  ];
}

function compareMiddle(before: readonly string[], after: readonly string[]): DifferenceLine[] {
  const width = after.length + 1;
  if (before.length * after.length > mostPairs) return [...lines('before', before), ...lines('after', after)];
  // The longest list of lines that both have, from each place on.
  const longest = new Uint32Array((before.length + 1) * width);
  const at = (row: number, column: number) => longest[row * width + column] ?? 0;
  for (let row = before.length - 1; row >= 0; row--) {
    for (let column = after.length - 1; column >= 0; column--) {
      longest[row * width + column] =
        before[row] === after[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const found: DifferenceLine[] = [];
  let [row, column] = [0, 0];
  while (row < before.length && column < after.length) {
    if (before[row] === after[column]) {
      found.push(...lines('both', before.slice(row, row + 1)));
      row++;
      column++;
    } else if (at(row + 1, column) >= at(row, column + 1)) {
      found.push(...lines('before', before.slice(row, row + 1)));
      row++;
    } else {
      found.push(...lines('after', after.slice(column, column + 1)));
      column++;
    }
  }
  return [...found, ...lines('before', before.slice(row)), ...lines('after', after.slice(column))];
}

function lines(side: DifferenceLine['side'], texts: readonly string[]): DifferenceLine[] {
  return texts.map((text) => ({ side, text }));
}
