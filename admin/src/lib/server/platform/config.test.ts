import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError, variableNames } from '@hoist/store/process';
import { adminSchema, readAdminConfig } from './config.ts';

describe('readAdminConfig', () => {
  it('has a default for everything but secrets', () => {
    expect(readAdminConfig({})).toEqual({
      port: 3000,
      managementPort: 9465,
      managementHost: '127.0.0.1',
      drainSeconds: 5,
      storeUrl: 'sqlite:./data/hoist.db',
      dataDir: './data',
      publicUrl: 'http://localhost:3000',
      publicOrigin: undefined,
      trustedProxies: [],
      relayPublicUrl: 'http://localhost:8080',
      secret: undefined,
      bootstrapToken: undefined,
      sessions: { idleHours: 24, longestHours: 168 },
      plugins: '',
      logLevel: 'info',
    });
  });

  it('takes a value from the file that NAME_FILE names, without its line end', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'hoist-config-')), 'secret');
    writeFileSync(path, `${'s'.repeat(40)}\n`);
    expect(readAdminConfig({ HOIST_SECRET_FILE: path }).secret).toBe('s'.repeat(40));
  });

  it('drops trailing slashes of addresses', () => {
    const config = readAdminConfig({
      HOIST_PUBLIC_URL: 'https://hoist.example.com/',
      HOIST_ADMIN_PORT: '4000',
    });
    expect(config.publicUrl).toBe('https://hoist.example.com');
  });

  it('refuses a path: cookies and links are for a whole host', () => {
    expect(problemsOf({ HOIST_PUBLIC_URL: 'https://example.com/hoist/' })).toEqual([
      'HOIST_PUBLIC_URL has a path: Hoist needs a host name of its own, like https://hoist.example.com.',
    ]);
  });

  it('are all known by their names to every process', () => {
    expect(variableNames).toEqual(expect.arrayContaining(Object.keys(adminSchema.shape)));
  });

  it('treats an empty variable as absent', () => {
    expect(readAdminConfig({ HOIST_ADMIN_PORT: '' }).port).toBe(3000);
  });

  it('names all problems at once', () => {
    const problems = problemsOf({
      HOIST_ADMIN_PORT: '99999',
      HOIST_STORE_URL: 'postgres://db',
      HOIST_PUBLIC_URL: 'javascript:alert(1)',
      HOIST_SECRET: 'short',
      HOIST_BOOTSTRAP_TOKEN: 'x'.repeat(40),
      HOIST_BOOTSTRAP_TOKEN_FILE: '/somewhere',
      HOIST_DATA_DIR_FILE: '/no/such/file',
    });
    expect(problems).toEqual([
      expect.stringContaining('HOIST_DATA_DIR_FILE cannot be read'),
      'HOIST_BOOTSTRAP_TOKEN and HOIST_BOOTSTRAP_TOKEN_FILE are both set. Remove one.',
      'HOIST_ADMIN_PORT must be a port number from 0 to 65535.',
      'HOIST_STORE_URL must begin with sqlite: or mongodb://.',
      'HOIST_PUBLIC_URL must be an address like https://hoist.example.com.',
      'HOIST_SECRET must have at least 32 characters.',
    ]);
  });
});

function problemsOf(environment: Record<string, string>): readonly string[] {
  try {
    readAdminConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
  }
  return [];
}
