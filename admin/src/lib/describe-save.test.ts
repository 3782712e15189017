import { describe, expect, it } from 'vitest';
import { describeFlagSave } from './describe-save.ts';

const place = (key: string, isSetUp = true) => ({
  environment: { key, protected: key === 'prod' },
  isSetUp,
});

describe('what saving a flag does', () => {
  it.each([
    [[place('dev'), place('prod')], true, 'Reaches dev at once.', 'prod takes it after a review.'],
    [[place('prod')], true, 'prod takes it after a review.', 'Nothing changes until then.'],
    [[place('dev'), place('prod', false)], true, 'Reaches dev at once.', ''],
    [[place('dev', false)], true, 'No app notices it.', 'Saving changes nothing for anybody.'],
    [[place('dev')], false, 'No app notices it.', 'Saving changes nothing for anybody.'],
  ])('is said of %j, noticed: %s', (places, isNoticed, effect, effectMore) =>
    expect(describeFlagSave(places, isNoticed)).toEqual({ effect, effectMore }),
  );
});
