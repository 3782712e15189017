import { describe, expect, it } from 'vitest';
import { askOperator, wordOperator } from '../testing/ask-operator.ts';
import { ip } from './ip.ts';

describe('ip', () => {
  it('takes addresses and networks of both kinds, bits behind the prefix aside', () => {
    const networks = ['192.168.1.5/24', '::1', '2001:db8::/32'];
    expect(askOperator(ip, networks, '192.168.1.200')).toBe(true);
    expect(askOperator(ip, networks, '::1')).toBe(true);
    expect(askOperator(ip, networks, '::ffff:192.168.1.1')).toBe(true);
    expect(askOperator(ip, networks, '192.168.2.1')).toBe(false);
  });

  it('never matches a text that is no address, negated or not', () => {
    expect(askOperator(ip, ['0.0.0.0/0'], '10.0.0.1:8080')).toBeUndefined();
    expect(askOperator(ip, ['::/0'], '[::1]')).toBeUndefined();
  });

  it('finds an address among 10,000 networks, and takes no more', () => {
    const networks = Array.from({ length: 10_000 }, (_, index) => `10.${index >> 8}.${index & 255}.0/25`);
    expect(askOperator(ip, networks, '10.39.15.127')).toBe(true);
    expect(askOperator(ip, networks, '10.39.15.128')).toBe(false);
    expect(askOperator(ip, networks, '10.39.16.1')).toBe(false);
    expect(ip.bind([...networks, '::1'])).toMatchObject({
      ok: false,
      issues: [
        {
          message:
            'A list has at most 10,000 networks. Spread it over several segments, or let your app send an attribute that says it.',
        },
      ],
    });
  });

  it('says which network is wrong', () => {
    expect(ip.bind(['10.0.0.0/8', '10.0.0.0/33'])).toMatchObject({
      ok: false,
      issues: [{ path: '1', message: expect.stringMatching(/^Enter an address/) as string }],
    });
  });

  it('has words for some and many', () => {
    expect(wordOperator(ip, ['10.0.0.0/8', '::1'])).toEqual([
      'is in 10.0.0.0/8 or ::1',
      'is not in 10.0.0.0/8 or ::1',
    ]);
    expect(
      wordOperator(
        ip,
        Array.from({ length: 9 }, (_, index) => `10.0.0.${index}`),
      )[0],
    ).toBe('is in one of 9 networks');
  });
});
