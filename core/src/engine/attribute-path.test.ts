import { describe, expect, it } from 'vitest';
import { readAttribute, toAttributePath } from './attribute-path.ts';

const read = (context: object, path: string) => readAttribute({ ...context }, toAttributePath(path));

describe('readAttribute', () => {
  it('reads a plain name', () => {
    expect(read({ plan: 'pro' }, 'plan')).toBe('pro');
  });

  it('walks a dotted path', () => {
    expect(read({ app: { version: { major: 4 } } }, 'app.version.major')).toBe(4);
  });

  it('prefers an attribute with exactly that name to the path', () => {
    expect(read({ 'app.version': 'flat', app: { version: 'deep' } }, 'app.version')).toBe('flat');
  });

  it.each([
    'toString',
    'constructor',
    '__proto__',
    'app.constructor',
    'app.__proto__.polluted',
    'list.length.x',
  ])('finds nothing that is inherited at %s', (path) => {
    expect(read({ app: {}, list: [] }, path)).toBeUndefined();
  });

  it('reads an own property named __proto__, as JSON.parse makes it', () => {
    const context = JSON.parse('{"__proto__": "mine"}') as Record<string, unknown>;
    expect(readAttribute(context, toAttributePath('__proto__'))).toBe('mine');
  });

  it('takes a getter that throws, a revoked proxy and a cycle for what they are', () => {
    const trap = {
      get plan(): string {
        throw new Error('no');
      },
    };
    expect(readAttribute(trap, toAttributePath('plan'))).toBeUndefined();
    const { proxy, revoke } = Proxy.revocable<Record<string, unknown>>({}, {});
    revoke();
    expect(readAttribute(proxy, toAttributePath('plan'))).toBeUndefined();
    const cycle: Record<string, unknown> = { plan: 'pro' };
    cycle.self = cycle;
    expect(readAttribute(cycle, toAttributePath('self.self.self.plan'))).toBe('pro');
  });
});
