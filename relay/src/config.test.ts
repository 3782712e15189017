import { describe, expect, it } from 'vitest';
import { variableNames } from '@hoist/store/process';
import { readRelayConfig, relaySchema } from './config.ts';

describe('readRelayConfig', () => {
  it('has a default for everything', () => {
    expect(readRelayConfig({})).toEqual({
      storeUrl: 'sqlite:./data/hoist.db',
      dataDir: './data',
      port: 8080,
      managementPort: 9464,
      managementHost: '127.0.0.1',
      drainSeconds: 5,
      keepAliveSeconds: 75,
      publicPath: '',
      trustedProxies: [],
      streams: { total: 5_000, perAddress: undefined },
      environments: [],
      plugins: '',
      logLevel: 'info',
    });
  });

  it.each([
    ['HOIST_DRAIN_SECONDS', '301', 'must be a whole number from 0 to 300'],
    ['HOIST_DRAIN_SECONDS', '1.5', 'must be a whole number from 0 to 300'],
    ['HOIST_KEEP_ALIVE_SECONDS', '0', 'must be a whole number from 1 to 3600'],
    ['HOIST_KEEP_ALIVE_SECONDS', '3601', 'must be a whole number from 1 to 3600'],
    ['HOIST_STREAMS_MAX', '100001', 'must be a whole number from 0 to 100000'],
    ['HOIST_MANAGEMENT_HOST', 'localhost', 'must be an IP address: 127.0.0.1, or :: for every one'],
    [
      'HOIST_ENVIRONMENTS',
      ',',
      'names no environment. Name keys with commas between them, or leave it out to serve all',
    ],
    ['HOIST_STREAMS_PER_ADDRESS', '0', 'must be a whole number from 1 to 100000'],
  ])('refuses %s=%s', (name, value, words) => {
    expect(() => readRelayConfig({ [name]: value })).toThrow(`${name} ${words}.`);
  });

  it.each([
    ['https://flags.example.com/', ''],
    ['https://example.com/flags', '/flags'],
    ['https://example.com/a/flags/', '/a/flags'],
  ])('takes the path of %s only: %j', (url, path) => {
    expect(readRelayConfig({ HOIST_RELAY_PUBLIC_URL: url }).publicPath).toBe(path);
  });

  it('are all known by their names to every process', () => {
    expect(variableNames).toEqual(expect.arrayContaining(Object.keys(relaySchema.shape)));
  });

  it('takes environments with spaces and commas around them', () => {
    expect(readRelayConfig({ HOIST_ENVIRONMENTS: 'dev, prod,' }).environments).toEqual(['dev', 'prod']);
  });

  it('takes the ends of each range', () => {
    const least = readRelayConfig({ HOIST_DRAIN_SECONDS: '0', HOIST_KEEP_ALIVE_SECONDS: '1' });
    expect([least.drainSeconds, least.keepAliveSeconds]).toEqual([0, 1]);
    const most = readRelayConfig({ HOIST_DRAIN_SECONDS: '300', HOIST_KEEP_ALIVE_SECONDS: '3600' });
    expect([most.drainSeconds, most.keepAliveSeconds]).toEqual([300, 3_600]);
  });
});
