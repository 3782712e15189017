import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineStrategy } from '../../plugin/strategy.ts';
import { createRegistry } from '../../plugin/registry.ts';
import { buildFlag, buildRuleset, buildSetting, clock, testPlugins } from '../../testing.ts';
import { compileRuleset } from '../compile/compile-ruleset.ts';
import { evaluate } from '../evaluate/evaluate.ts';

/** Draws by some attribute, and gives a version whatever came out of it. */
const stubborn = defineStrategy({
  name: 'stubborn',
  title: '',
  description: '',
  schema: z.object({ by: z.string().optional(), gives: z.string().optional() }),
  bucketed: true,
  variants: () => ['on', 'off'],
  assign(subject, { by, gives }) {
    if (by !== undefined) subject.bucket('split', by);
    return gives;
  },
  vectors: [],
});
const registry = createRegistry([...testPlugins, stubborn]);

function ask(params: Record<string, string>, context: Record<string, unknown> = {}) {
  const everyoneElse = { strategy: 'stubborn', params };
  const flag = buildFlag('x', buildSetting({ everyoneElse }));
  return evaluate(compileRuleset(buildRuleset([flag]), registry), 'x', context, clock);
}

describe('what a strategy answers', () => {
  it('is served when it is a version that it announced, even where a unit was missing', () => {
    expect(ask({ gives: 'off' })).toMatchObject({ variant: 'off', reason: 'SPLIT' });
    expect(ask({ gives: 'on', by: 'company' })).toMatchObject({ variant: 'on', reason: 'SPLIT' });
  });

  it('is a missing unit when it is nothing for want of one, and names the attribute', () => {
    expect(ask({ by: 'company' })).toMatchObject({
      errorCode: 'TARGETING_KEY_MISSING',
      errorMessage: "The flag needs the attribute 'company'. Send it in the context.",
    });
    expect(ask({ by: 'targetingKey' })).toMatchObject({
      errorCode: 'TARGETING_KEY_MISSING',
      errorMessage: 'The flag needs a targeting key. Send it in the context.',
    });
  });

  it.each([
    ['nothing, though it lacked nothing', {}],
    ['nothing, though it had its unit', { by: 'company' }],
    ['a version that it did not announce', { gives: 'other' }],
    ['such a version for want of a unit', { gives: 'other', by: 'plan' }],
  ])('is a fault of its plugin when it is %s', (_what, params: Record<string, string>) => {
    expect(ask(params, { company: 'acme' })).toMatchObject({
      errorCode: 'GENERAL',
      errorMessage: 'The rollout strategy chose no version that the flag has. Correct its plugin.',
    });
  });

  it('does not remember a unit that somebody before lacked', () => {
    const setting = buildSetting({ everyoneElse: { strategy: 'stubborn', params: {} } });
    const drawn = { strategy: 'stubborn', params: { by: 'company' } };
    const flags = [buildFlag('a', buildSetting({ everyoneElse: drawn })), buildFlag('b', setting)];
    const compiled = compileRuleset(buildRuleset(flags), registry);
    expect(evaluate(compiled, 'a', {}, clock).errorCode).toBe('TARGETING_KEY_MISSING');
    expect(evaluate(compiled, 'b', {}, clock).errorCode).toBe('GENERAL');
  });
});
