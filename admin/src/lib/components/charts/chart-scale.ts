/** Makes a scale of three to six round whole numbers, evenly spaced from 0 to at least `most`. */
export function roundTicks(most: number): number[] {
  const goal = Math.max(1, most);
  const magnitude = 10 ** Math.floor(Math.log10(goal / 3));
  const step = Math.max(
    1,
    [1, 2, 5, 10].map((factor) => factor * magnitude).find((each) => goal / each <= 5) ?? goal,
  );
  const ticks = [0];
  while ((ticks.at(-1) ?? 0) < goal) ticks.push((ticks.at(-1) ?? 0) + step);
  return ticks;
}

/** Makes an SVG path through values, one unit apart, in a box of this height. */
export function toPath(values: readonly number[], height: number): string {
  return values.map((value, index) => `${index === 0 ? 'M' : 'L'}${index} ${height - value}`).join('');
}
