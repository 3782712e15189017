import { standardPlugins } from '@hoist/plugins';
import { describe, expect, it } from 'vitest';
import { createSegment, changeSegment, readSegment } from '../segments/segments.ts';
import { previewSetting } from '../settings/preview-setting.ts';
import { saveSetting } from '../settings/save-setting.ts';
import { etagOf, forBeta, mira, openFilledHoist, refusalOf } from '../testing.ts';

const open = () => openFilledHoist();
const segment = { operator: 'segment', operand: 'beta' };
const message = (operator: string) => `'${operator}' reads no attribute: leave 'country' out.`;
const serve = { strategy: 'fixed', params: { variant: 'on' } };
const place = { flag: 'checkout', environment: 'dev' };

describe('an attribute that its operator does not ask about', () => {
  it('is refused in a rule, and in what is previewed of one', async () => {
    const hoist = await open();
    const conditions = [
      { operator: 'segment', operand: 'beta' },
      { attribute: 'country', ...segment },
    ];
    const setting = { ...forBeta(hoist), rules: [{ id: 'r', conditions, serve }] };
    const save = () =>
      saveSetting(hoist, mira, { ...place, ifMatch: etagOf(hoist, 'dev'), comment: '', setting });
    const fields = { 'setting.rules.0.conditions.1.attribute': message('segment') };
    expect(await refusalOf(save)).toMatchObject({ status: 422, fields });
    expect(await refusalOf(async () => previewSetting(hoist, { ...place, setting }))).toMatchObject({
      fields,
    });
  });

  it.each(standardPlugins.filter((plugin) => plugin.kind === 'operator' && plugin.accepts.length === 0))(
    'is refused in a segment: $name',
    async (operator) => {
      const { name, vectors } = operator as Extract<typeof operator, { kind: 'operator' }>;
      const hoist = await open();
      const operand = name === 'segment' ? 'beta' : vectors[0]?.operand;
      const conditionGroups = [{ conditions: [{ attribute: 'country', operator: name, operand }] }];
      const fields = { 'conditionGroups.0.conditions.0.attribute': message(name) };
      const made = { key: 'gold', name: 'Gold', conditionGroups } as never;
      expect(await refusalOf(() => createSegment(hoist, mira, made))).toMatchObject({ status: 422, fields });
      await createSegment(hoist, mira, { key: 'gold', name: 'Gold', included: ['anna'] });
      const change = {
        key: 'gold',
        ifMatch: readSegment(hoist, 'gold').etag,
        patch: { conditionGroups } as never,
      };
      expect(await refusalOf(() => changeSegment(hoist, mira, change))).toMatchObject({
        status: 422,
        fields,
      });
    },
  );

  it('is none where the operator has one of its own accord', async () => {
    const hoist = await open();
    const conditions = [
      { operator: 'in-region', operand: ['DE'] },
      { attribute: 'home', operator: 'in-region', operand: ['DE'] },
    ];
    await createSegment(hoist, mira, {
      key: 'gold',
      name: 'Gold',
      conditionGroups: [{ conditions }],
    } as never);
  });
});
