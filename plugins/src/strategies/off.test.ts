import { createRegistry, createSubject, settingSchema } from '@hoist/core';
import type { Json, Serve } from '@hoist/core';
import { describeSetting } from '@hoist/core/words';
import { describe, expect, it } from 'vitest';
import { standardPlugins } from '../standard-plugins.ts';
import { off } from './off.ts';

const registry = createRegistry(standardPlugins);
const fixed = (variant: string): Serve => ({ strategy: 'fixed', params: { variant } });
const offServe: Serve = { strategy: 'off', params: {} };

function say(type: 'boolean' | 'string', { staff, others }: { staff?: Serve; others: Serve }): string {
  const variants = type === 'boolean' ? [true, false] : ['blue', 'grey'];
  const rules = staff ? [{ id: 'r', segments: ['Staff'], serve: staff }] : [];
  const setting = settingSchema.parse({ enabled: true, rules, everyoneElse: others, salt: 'checkout' });
  const flag = { type, variants: variants.map((value) => ({ key: String(value), value })) };
  return describeSetting({ names: (_kind, key) => key, registry, flag, setting }).text;
}

describe('off', () => {
  it('gives everybody what the setting serves when off, without a unit', () => {
    const result = off.bind({});
    expect(result.ok && result.bound.assign(createSubject({ context: {} }))).toBeNull();
    expect(result.ok && result.bound.variants).toEqual([null]);
  });

  it.each<Json>([null, 'off', { variant: 'off' }])('refuses %j', (params) => {
    expect(off.bind(params).ok).toBe(false);
  });

  it('is named in sentences as not having the flag', () => {
    expect(say('string', { others: offServe })).toBe('Off for everyone');
    expect(say('string', { staff: fixed('blue'), others: offServe })).toBe(
      'blue for Staff, and off for everyone else',
    );
    expect(say('boolean', { staff: fixed('true'), others: offServe })).toBe('On for Staff');
    expect(say('boolean', { staff: offServe, others: fixed('true') })).toBe(
      'On for everyone, but not for Staff',
    );
  });
});
