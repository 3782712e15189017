import { describe, expect, it } from 'vitest';
import type { Json } from '../../model/json.ts';
import { buildFlag, buildRuleset, buildSetting, clock, testRegistry } from '../../testing.ts';
import { compileRuleset } from '../compile/compile-ruleset.ts';
import { evaluate } from './evaluate.ts';

function resolve(type: string, value: Json, parts: Record<string, Json> = {}) {
  const flag = buildFlag('x', buildSetting(parts), { type, variants: [{ key: 'on', value }], version: 7 });
  return evaluate(compileRuleset(buildRuleset([flag]), testRegistry), 'x', {}, clock);
}

describe('the OFREP text of a resolution', () => {
  it('is a success item with the flag and its own version', () => {
    expect(resolve('boolean', true, { off: null }).ofrep).toBe(
      '{"key":"x","reason":"STATIC","variant":"on","value":true,"metadata":{"version":7,"environment":"dev","flagSetId":"dev"}}',
    );
  });

  it('has no value and an empty variant where the code default is meant', () => {
    expect(JSON.parse(resolve('boolean', true, { enabled: false, off: null }).ofrep)).toEqual({
      key: 'x',
      reason: 'DISABLED',
      variant: '',
      metadata: { version: 7, environment: 'dev', flagSetId: 'dev' },
    });
  });

  it.each([
    ['float', 5, '5.0'],
    ['float', -0, '0.0'],
    ['float', -12, '-12.0'],
    ['float', 0.5, '0.5'],
    ['float', 1e21, '1e+21'],
    ['integer', 5, '5'],
    ['string', '5', '"5"'],
    ['string', '</script>\u2028"', JSON.stringify('</script>\u2028"')],
    ['object', { a: [1, null] }, '{"a":[1,null]}'],
  ])('writes the %s %j as %s', (type, value, text) => {
    expect(resolve(type, value, { off: null }).ofrep).toContain(`"value":${text},`);
  });

  it('is an error item with code and details when the flag fails', () => {
    const broken = resolve('boolean', true, { everyoneElse: { strategy: 'unknown', params: {} }, off: null });
    expect(JSON.parse(broken.ofrep)).toEqual({
      key: 'x',
      errorCode: 'PARSE_ERROR',
      errorDetails: expect.any(String),
      metadata: {},
    });
  });

  it('knows its bytes, and itself after a comma', () => {
    for (const value of ['plain', 'Zoë 用户 𝄞']) {
      const { ofrep, ofrepNext, ofrepBytes } = resolve('string', value, { off: null });
      expect([ofrepNext, ofrepBytes]).toEqual([`,${ofrep}`, Buffer.byteLength(ofrep)]);
    }
  });

  it('is made once, and the resolution is shared and frozen, value included', () => {
    const resolution = resolve('object', { a: { b: [1] } }, { off: null });
    expect(resolution.ofrep).toBe(resolution.ofrep);
    expect(Object.isFrozen(resolution)).toBe(true);
    expect(() => Object.assign((resolution.value as { a: object }).a, { b: 2 })).toThrow(TypeError);
  });
});
