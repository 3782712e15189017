import type { AdminContext } from '../context.ts';
import { readFlagIn } from '../flags/flag-views.ts';
import type { PlaceName } from '../settings/read-place.ts';
import type { ApiAnswer } from './answer-api.ts';

/** A flag in one environment, as the API answers it. */
export function showSetting(hoist: AdminContext, { flag, environment }: PlaceName): ApiAnswer {
  const { setting, sentence, rollouts, pending, etag } = readFlagIn(hoist, { flag, environment });
  return { body: { flag, environment, setting, sentence, rollouts, pending, etag }, etag };
}
