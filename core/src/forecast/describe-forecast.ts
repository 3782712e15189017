import { joinWords, wordsOfCount } from '../plugin/words.ts';
import type { Forecast } from './forecast-change.ts';

/** Percentages below this share get more decimals. */
const whole = 10;

/**
 * How far a share of the forecast's people can be off the share of all people, in percentage points: 95 of 100 forecasts of
 * as many people are closer. With nobody of 10,000 it is 0.04.
 */
export function marginOf(count: number, people: number): number {
  const share = count / people;
  return 100 * (1.96 * Math.sqrt((share * (1 - share)) / people) + 3.84 / people);
}

/**
 * A forecast in one sentence: `Moves 0 out, 5 % in`, `Re-buckets 43 %: 20 % out, 23 % in`, `Moves none of 10,000 IDs`.
 * Percentages are those of its people, rounded to what its margin lets one say.
 */
export function describeForecast(forecast: Forecast): string {
  const { people, gains, loses, switches, rebuckets, fails } = forecast;
  const failing = fails > 0 ? `; fails for ${wordsOfPart(fails, people)}` : '';
  const moved = gains + loses + switches;
  // Of so many people and no more: a share too small for them may still move somebody.
  if (moved === 0) return `Moves none of ${wordsOfCount(people, 'ID')}${failing}`;
  const ways = joinWords(
    [
      ...(gains + loses > 0 ? [`${wordsOfPart(loses, people)} out`, `${wordsOfPart(gains, people)} in`] : []),
      ...(switches > 0 ? [`${wordsOfPart(switches, people)} to another version`] : []),
    ],
    'and',
  ).replace(' and ', ', ');
  // Both are asked about the same people: even one who changes places with another was drawn anew.
  if (rebuckets > 0) return `Re-buckets ${wordsOfPart(moved, people)}: ${ways}${failing}`;
  return `Moves ${ways}${failing}`;
}

function wordsOfPart(count: number, people: number): string {
  if (count === 0) return '0';
  const percent = (count / people) * 100;
  const digits = percent >= whole || percent === Math.round(percent) ? 0 : percent >= 1 ? 1 : 2;
  return `${Number(percent.toFixed(digits))} %`;
}
