import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderByDependency } from './dependency-order.ts';

const order = (nodes: Record<string, string[]>) => orderByDependency(new Map(Object.entries(nodes)));

describe('orderByDependency', () => {
  it('puts each node after those it depends on', () => {
    expect(order({ c: ['b'], a: [], b: ['a', 'a'] }).ordered).toEqual(['a', 'b', 'c']);
  });

  it('counts the steps below a node', () => {
    const { heights } = order({ a: [], b: ['a'], c: ['b', 'a'], d: ['elsewhere'] });
    expect(Object.fromEntries(heights)).toEqual({ a: 0, b: 1, c: 2, d: 1 });
  });

  it('names the way round a circle, and orders what stands above it', () => {
    const { circles, ordered } = order({ a: ['b'], b: ['c'], c: ['a'], above: ['a'], self: ['self'] });
    expect(circles.get('a')).toEqual(['a', 'b', 'c', 'a']);
    expect(circles.get('b')).toEqual(['b', 'c', 'a', 'b']);
    expect(circles.get('self')).toEqual(['self', 'self']);
    expect(circles.has('above')).toBe(false);
    expect(ordered).toHaveLength(5);
    expect(ordered.indexOf('above')).toBeGreaterThan(ordered.indexOf('a'));
  });

  it('orders a chain of 50,000 without running out of stack', () => {
    const nodes = new Map<string, string[]>();
    for (let index = 50_000; index > 0; index--) nodes.set(`n${index}`, [`n${index - 1}`]);
    expect(orderByDependency(nodes).heights.get('n50000')).toBe(50_000);
  });

  it('orders every node once, whatever depends on whatever', () => {
    const name = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
    fc.assert(
      fc.property(fc.dictionary(name, fc.array(name, { maxLength: 4 })), (nodes) => {
        const { ordered, circles } = order(nodes);
        expect([...ordered].sort()).toEqual(Object.keys(nodes).sort());
        ordered.forEach((node, index) => {
          if (circles.has(node)) return;
          for (const need of nodes[node] ?? []) {
            if (Object.hasOwn(nodes, need)) expect(ordered.indexOf(need)).toBeLessThan(index);
          }
        });
      }),
    );
  });
});
