import { describe, expect, it } from 'vitest';
import { readAttribute, toAttributePath, tryTargetingKey } from './attribute-path.ts';

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

  it('finds nothing that a prototype has, whoever put it there', () => {
    const path = toAttributePath('polluted');
    const asked = { plan: 'pro' };
    class Person {
      get seat(): string {
        return 'inherited';
      }
    }
    expect(readAttribute(new Person() as never, toAttributePath('seat'))).toBeUndefined();
    expect(readAttribute(Object.create({ polluted: 'inherited' }), path)).toBeUndefined();
    for (const name of ['polluted', 'targetingKey']) {
      Object.defineProperty(Object.prototype, name, { value: 'inherited', configurable: true });
    }
    try {
      expect([readAttribute(asked, path), tryTargetingKey(asked)]).toEqual([undefined, undefined]);
      const own = { polluted: 'mine', targetingKey: 'me' };
      expect([readAttribute(own, path), tryTargetingKey(own)]).toEqual(['mine', 'me']);
    } finally {
      for (const name of ['polluted', 'targetingKey']) Reflect.deleteProperty(Object.prototype, name);
    }
  });

  it('reads objects without a prototype, and more names than have a reader of their own', () => {
    const bare = Object.assign(Object.create(null) as Record<string, unknown>, {
      plan: 'pro',
      targetingKey: 'me',
    });
    expect([readAttribute(bare, toAttributePath('plan')), tryTargetingKey(bare)]).toEqual(['pro', 'me']);
    for (let index = 0; index < 40; index++)
      expect(read({ [`name${index}`]: index }, `name${index}`)).toBe(index);
  });

  it('takes a name apart once, however often it is asked', () => {
    const path = toAttributePath('taken.apart');
    expect(path).toMatchObject({ name: 'taken.apart', steps: ['taken', 'apart'] });
    expect(toAttributePath('taken.apart')).toBe(path);
    expect(toAttributePath('taken').steps).toBeUndefined();
  });

  it('finds nothing behind a text, a number or null', () => {
    for (const app of ['text', 7, null, undefined]) expect(read({ app }, 'app.version')).toBeUndefined();
    expect(read({ app: { name: 'text' } }, 'app.name.length')).toBeUndefined();
  });

  it('lets an own attribute that is undefined win over the path', () => {
    expect(read({ 'app.version': undefined, app: { version: 'deep' } }, 'app.version')).toBeUndefined();
  });
});

describe('tryTargetingKey', () => {
  it('takes a getter that throws for no targeting key', () => {
    const trap = {
      get targetingKey(): string {
        throw new Error('no');
      },
    };
    expect([tryTargetingKey(trap), tryTargetingKey({}), tryTargetingKey({ targetingKey: 7 })]).toEqual([
      undefined,
      undefined,
      7,
    ]);
  });
});
