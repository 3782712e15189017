import type { Resolution } from '@hoist/core';
import { describe, expect, it } from 'vitest';
import { matchesEntityTag, toEntityTag } from './entity-tag.ts';

function outcome(high: number, low: number): Resolution {
  return {
    flag: 'a',
    variant: 'on',
    value: true,
    reason: 'STATIC',
    rule: undefined,
    errorCode: undefined,
    errorMessage: undefined,
    version: 1,
    ofrep: '{}',
    ofrepNext: ',{}',
    ofrepBytes: 2,
    fingerprint: { high, low },
  };
}

const dev = { environment: 'dev', audience: 'server', offer: 'ticket' } as const;

describe('toEntityTag', () => {
  const one = outcome(1, 2);
  const two = outcome(3, 4);
  const tag = toEntityTag(dev, [one, two]);

  it('is the same for the same outcomes', () => {
    expect(toEntityTag(dev, [outcome(1, 2), outcome(3, 4)])).toBe(tag);
  });

  it.each([
    ['another environment', toEntityTag({ ...dev, environment: 'prod' }, [one, two])],
    ['another key scope', toEntityTag({ ...dev, audience: 'client' }, [one, two])],
    ['another stream', toEntityTag({ ...dev, offer: 'other' }, [one, two])],
    ['no stream', toEntityTag({ ...dev, offer: undefined }, [one, two])],
    ['another outcome', toEntityTag(dev, [one, outcome(3, 5)])],
    ['swapped outcomes', toEntityTag(dev, [two, one])],
    ['one outcome more', toEntityTag(dev, [one, two, outcome(0, 0)])],
  ])('differs for %s', (_, other) => {
    expect(other).not.toBe(tag);
  });
});

describe('matchesEntityTag', () => {
  const tag = '"dev-server-0123"';

  it.each([tag, `W/${tag}`, 'dev-server-0123', `"x", ${tag}`, `W/"x",W/${tag} `])(
    'finds it in %s',
    (header) => {
      expect(matchesEntityTag(header, tag)).toBe(true);
    },
  );

  it.each([undefined, '', '*', '"other"', `${'"x",'.repeat(4_000)}${tag}`])(
    'does not find it in %.20s',
    (header) => {
      expect(matchesEntityTag(header, tag)).toBe(false);
    },
  );
});
