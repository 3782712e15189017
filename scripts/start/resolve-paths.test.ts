import { describe, expect, it } from 'vitest';
import { resolvePaths } from './resolve-paths.ts';

describe('resolvePaths', () => {
  it('puts data and store below the root by default', () => {
    expect(resolvePaths('/hoist', {})).toMatchObject({
      HOIST_DATA_DIR: '/hoist/data',
      HOIST_STORE_URL: 'sqlite:/hoist/data/hoist.db',
    });
  });

  it('puts the store into a data folder that is named', () => {
    expect(resolvePaths('/hoist', { HOIST_DATA_DIR: '/var/hoist' }).HOIST_STORE_URL).toBe(
      'sqlite:/var/hoist/hoist.db',
    );
  });

  it('makes a relative store absolute and leaves a URL of a server alone', () => {
    expect(resolvePaths('/hoist', { HOIST_STORE_URL: 'sqlite:x.db' }).HOIST_STORE_URL).toBe(
      'sqlite:/hoist/x.db',
    );
    expect(resolvePaths('/hoist', { HOIST_STORE_URL: 'mongodb://a/b' }).HOIST_STORE_URL).toBe(
      'mongodb://a/b',
    );
  });

  it('makes the paths of plugins absolute and leaves the names of packages alone', () => {
    const names = './examples/plugins/index.ts, acme-plugins';
    expect(resolvePaths('/hoist', { HOIST_PLUGINS: names })['HOIST_PLUGINS']).toBe(
      '/hoist/examples/plugins/index.ts,acme-plugins',
    );
  });

  it('leaves the store to a file that names it', () => {
    expect(resolvePaths('/hoist', { HOIST_STORE_URL_FILE: '/run/url' }).HOIST_STORE_URL).toBeUndefined();
  });
});
