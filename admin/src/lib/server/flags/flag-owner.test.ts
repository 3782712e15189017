import { expect, it } from 'vitest';
import { createFlag } from './flags.ts';
import { mira, refusalOf } from '../testing.ts';
import { openPeople } from '../people/testing.ts';

it('a flag is owned by nobody who is not there', async () => {
  const { hoist, invite } = await openPeople();
  const variants = [{ key: 'on', value: true }];
  const flag = (person: string) => ({
    key: 'pay',
    name: 'Pay',
    type: 'boolean',
    variants,
    owner: { name: 'X', person },
  });
  const refusal = await refusalOf(() => createFlag(hoist, mira, flag('nobody')));
  expect(refusal.errors).toMatchObject([{ pointer: '/owner/person', code: 'no-such-person' }]);
  const { person } = await invite();
  expect((await refusalOf(() => createFlag(hoist, mira, flag(person.id)))).status).toBe(422);
  await createFlag(hoist, mira, flag(mira.id));
});
