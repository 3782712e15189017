import { expect, it } from 'vitest';
import { etagOf, mira, openFilledHoist } from '../testing.ts';
import { saveSetting } from '../settings/save-setting.ts';
import { listAskingSegments, listUsesAt } from './list-uses.ts';
import { createSegment } from './segments.ts';

it('names the flag, the environment and the rule that use a segment, also through another segment', async () => {
  const hoist = await openFilledHoist();
  await createSegment(hoist, mira, { key: 'crew', name: 'Crew', included: ['u-1'] });
  const conditions = [{ operator: 'segment', operand: 'crew' }];
  await createSegment(hoist, mira, { key: 'sea', name: 'At sea', conditionGroups: [{ conditions }] });
  const serve = { strategy: 'fixed', params: { variant: 'on' } };
  const setting = {
    ...{ enabled: true, off: 'off', everyoneElse: { strategy: 'fixed', params: { variant: 'off' } } },
    never: ['crew'],
    rules: [
      { id: 'a', segments: [], conditions: [{ attribute: 'x', operator: 'exists' }], serve },
      { id: 'b', name: 'Sailors', segments: ['sea'], conditions: [], serve },
    ],
  };
  const place = { flag: 'checkout', environment: 'dev' };
  await saveSetting(hoist, mira, { ...place, ifMatch: etagOf(hoist, 'dev'), comment: '', setting });
  const [use] = listUsesAt(hoist, 'crew').filter(({ environment }) => environment.key === 'dev');
  expect(use).toMatchObject({
    flag: 'checkout',
    places: [
      { text: 'off for', href: '/flags/checkout?env=dev' },
      { text: 'rule 2 “Sailors” through At sea', href: '/flags/checkout?env=dev&view=rules' },
    ],
  });
  expect(listAskingSegments(hoist, 'crew')).toEqual([{ key: 'sea', name: 'At sea' }]);
});
