import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readConfig, ConfigError } from './config.ts';
import { TrustedProxies, trustedProxiesVariable } from './trusted-proxies.ts';

const ask = (remoteAddress: string | undefined, headers: Readonly<Record<string, string>> = {}) => ({
  headers,
  socket: remoteAddress === undefined ? {} : { remoteAddress },
});
const proxies = new TrustedProxies(['10.0.0.0/8', '192.0.2.7', '2001:db8:1::/48']);
const addressOf = (remote: string | undefined, forwarded?: string) =>
  proxies.addressOf(ask(remote, forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }));

describe('the address of a client', () => {
  it.each([
    ['198.51.100.1', undefined, '198.51.100.1'],
    ['10.1.2.3', undefined, '10.1.2.3'],
    ['10.1.2.3', '203.0.113.9', '203.0.113.9'],
    ['::ffff:10.1.2.3', '203.0.113.9', '203.0.113.9'],
    ['2001:db8:1::5', '2001:db8:ffff::1', '2001:db8:ffff::1'],
    ['192.0.2.7', '203.0.113.9:51234', '203.0.113.9'],
    ['192.0.2.7', '[2001:db8:ffff::1]:443', '2001:db8:ffff::1'],
    ['192.0.2.7', '::ffff:203.0.113.9', '203.0.113.9'],
  ])('connected from %s, forwarded for %j, is %s', (remote, forwarded, expected) => {
    expect(addressOf(remote, forwarded)).toBe(expected);
  });

  it('is not what somebody says who is no trusted proxy', () => {
    expect(addressOf('198.51.100.1', '203.0.113.9')).toBe('198.51.100.1');
    expect(addressOf('192.0.2.8', '203.0.113.9')).toBe('192.0.2.8');
    expect(new TrustedProxies().addressOf(ask('10.1.2.3', { 'x-forwarded-for': '203.0.113.9' }))).toBe(
      '10.1.2.3',
    );
  });

  it('is the rightmost that is no proxy, whatever a client wrote to the left of it', () => {
    expect(addressOf('10.0.0.1', '1.1.1.1, 203.0.113.9, 10.0.0.2')).toBe('203.0.113.9');
    expect(addressOf('10.0.0.1', '10.0.0.9, 203.0.113.9')).toBe('203.0.113.9');
    expect(addressOf('10.0.0.1', '10.0.0.3, 10.0.0.2')).toBe('10.0.0.3');
  });

  it.each(['unknown', '', '1.1.1.1, _hidden', '1.1.1.1, 300.1.1.1', '1.1.1.1, ; DROP'])(
    'is that of the proxy where it says no address: %j',
    (forwarded) => {
      expect(addressOf('10.0.0.1', forwarded)).toBe('10.0.0.1');
    },
  );

  it('is empty where the connection has none', () => {
    expect(addressOf(undefined, '203.0.113.9')).toBe('');
  });
});

describe('the origin that was asked', () => {
  const origin = (remote: string, proto: string, host: string) =>
    proxies.originOf(ask(remote, { 'x-forwarded-proto': proto, 'x-forwarded-host': host }));

  it('is what the nearest trusted proxy says', () => {
    expect(origin('10.0.0.1', 'https', 'hoist.example.com')).toEqual({
      protocol: 'https',
      host: 'hoist.example.com',
    });
    expect(origin('10.0.0.1', 'http, https', 'evil.example, hoist.example.com:8443')).toEqual({
      protocol: 'https',
      host: 'hoist.example.com:8443',
    });
  });

  it('is not known from anybody else, nor from what is none', () => {
    const none = { protocol: undefined, host: undefined };
    expect(origin('198.51.100.1', 'https', 'hoist.example.com')).toEqual(none);
    expect(origin('10.0.0.1', 'javascript', 'a/b@c')).toEqual(none);
  });
});

describe('HOIST_TRUSTED_PROXIES', () => {
  const read = (text: string) =>
    readConfig(z.object(trustedProxiesVariable), { HOIST_TRUSTED_PROXIES: text }).HOIST_TRUSTED_PROXIES;

  it('is a list of addresses and ranges', () => {
    expect(read('')).toEqual([]);
    expect(read('10.0.0.0/8, 192.0.2.7,fd00::/8')).toEqual(['10.0.0.0/8', '192.0.2.7', 'fd00::/8']);
  });

  it.each(['nginx', '10.0.0.0/33', '10.0.0/8', '::/129', '10.0.0.0/8/8', 'fe80::1%eth0', '10.0.0.0/ 8'])(
    'refuses %j',
    (text) => {
      expect(() => read(text)).toThrow(ConfigError);
      expect(() => read(text)).toThrow(`HOIST_TRUSTED_PROXIES has '${text}', which is no address`);
    },
  );

  it.each(['0.0.0.0/0', '::/0'])('refuses to trust everybody: %s', (text) => {
    expect(() => read(text)).toThrow('which is everybody');
  });
});
