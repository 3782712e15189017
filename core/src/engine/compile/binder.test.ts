import { describe, expect, it } from 'vitest';
import { testRegistry } from '../../testing.ts';
import { Binder } from './binder.ts';

describe('Binder', () => {
  const [is, present] = ['is', 'present'].map((name) => testRegistry.operators.get(name));
  const pick = testRegistry.strategies.get('pick');

  it('binds a plugin to the same input once, and to another anew', () => {
    const binder = new Binder();
    expect(is && binder.bindOperator(is, 'DE')).toBe(is && binder.bindOperator(is, 'DE'));
    expect(is && binder.bindOperator(is, 'DE')).not.toBe(is && binder.bindOperator(is, 'AT'));
    expect(is && binder.bindOperator(is, '7')).not.toBe(is && binder.bindOperator(is, 7));
    expect(pick && binder.bindStrategy(pick, { variant: 'on' })).toBe(
      pick && binder.bindStrategy(pick, { variant: 'on' }),
    );
  });

  it('keeps plugins apart, and a missing operand apart from any other', () => {
    const binder = new Binder();
    expect(present && binder.bindOperator(present, undefined).ok).toBe(true);
    expect(is && binder.bindOperator(is, undefined).ok).toBe(false);
    expect(is && binder.bindOperator(is, '').ok).toBe(true);
  });
});
