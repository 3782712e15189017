import { relative } from 'node:path';

/** The duration of one test file in ms, from its import to its last hook. */
export interface FileDuration {
  readonly file: string;
  readonly milliseconds: number;
}

const most = 10;

/** Lists the ten slowest test files, the slowest first, one line each with seconds and the path from the root. */
export function listSlowest(durations: readonly FileDuration[], root = process.cwd()): string[] {
  return durations
    .toSorted((one, other) => other.milliseconds - one.milliseconds)
    .slice(0, most)
    .map(({ file, milliseconds }) => {
      const seconds = (milliseconds / 1_000).toFixed(1).padStart(6);
      return `${seconds} s  ${relative(root, file)}`;
    });
}
