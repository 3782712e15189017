import { describe, expect, it } from 'vitest';
import { buildFlag, buildRuleset, buildSetting, clock, testRegistry } from '../../testing.ts';
import { compileRuleset } from '../compile/compile-ruleset.ts';
import { evaluate, evaluateAll } from './evaluate.ts';

const quarter = { strategy: 'share', params: { to: 25_000 } };

describe('evaluateAll', () => {
  const compiled = compileRuleset(
    buildRuleset([
      buildFlag('b', buildSetting(), { clientVisible: true }),
      buildFlag('a', buildSetting({ everyoneElse: quarter })),
      buildFlag('c', null, { clientVisible: true }),
      buildFlag('B', buildSetting(), { clientVisible: true }),
    ]),
    testRegistry,
  );

  it('resolves every flag in the order of the keys, failing ones among them', () => {
    const resolutions = evaluateAll(compiled, {}, clock, 'server');
    expect(resolutions.map(({ flag }) => flag)).toEqual(['B', 'a', 'b', 'c']);
    expect(resolutions.map(({ reason }) => reason)).toEqual(['STATIC', 'ERROR', 'STATIC', 'DISABLED']);
  });

  it('gives clients what is visible to them only', () => {
    expect(evaluateAll(compiled, {}, clock, 'client').map(({ flag }) => flag)).toEqual(['B', 'b', 'c']);
  });

  it('agrees with evaluate, object for object', () => {
    const context = { targetingKey: 'user-1' };
    for (const resolution of evaluateAll(compiled, context, clock, 'server')) {
      expect(evaluate(compiled, resolution.flag, context, clock)).toBe(resolution);
    }
  });
});
