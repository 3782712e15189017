import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { findUnknownVariables } from './config-names.ts';
import { readConfig, ConfigError, storeConfig, webAddressVariable } from './config.ts';

const schema = z.object({
  ...storeConfig,
  HOIST_PUBLIC_URL: webAddressVariable.optional(),
  HOIST_SECRET: z.string().optional(),
});

function problemsOf(variables: Record<string, string>): readonly string[] {
  try {
    readConfig(schema, variables);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

function write(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'hoist-config-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'file');
  writeFileSync(path, text);
  return path;
}

describe('config', () => {
  it.each([
    ['HOIST_SECRET', 'secret\r', 'HOIST_SECRET begins or ends with a blank or a line break. Remove it.'],
    ['HOIST_DATA_DIR', ' /data', 'HOIST_DATA_DIR begins or ends with a blank or a line break. Remove it.'],
    ['HOIST_PUBLIC_URL', 'https://example.com/?from=mail', 'HOIST_PUBLIC_URL has a query (?...). Remove it.'],
    ['HOIST_PUBLIC_URL', 'https://example.com/#top', 'HOIST_PUBLIC_URL has a fragment (#...). Remove it.'],
    [
      'HOIST_PUBLIC_URL',
      'https://mira:word@example.com',
      'HOIST_PUBLIC_URL has a user or a password. Remove it.',
    ],
  ])('refuse %s=%j', (name, value, problem) => {
    expect(problemsOf({ [name]: value })).toEqual([problem]);
  });

  it('refuse a data folder that is a file, or lies in one', () => {
    const file = write('');
    for (const path of [file, join(file, 'data')])
      expect(problemsOf({ HOIST_DATA_DIR: path })).toEqual([
        `HOIST_DATA_DIR is no folder: ${file} is a file. Name another one.`,
      ]);
  });

  it.each(['\n', '\r\n', ''])('take a file without its last line break: %j', (end) => {
    expect(readConfig(schema, { HOIST_SECRET_FILE: write(`my secret${end}`) }).HOIST_SECRET).toBe(
      'my secret',
    );
  });

  it('refuse a file with blanks around its value, or without one', () => {
    const problem = 'HOIST_SECRET_FILE begins or ends with a blank or a line break. Remove it.';
    expect(problemsOf({ HOIST_SECRET_FILE: write(' my secret\n') })).toEqual([problem]);
    expect(problemsOf({ HOIST_SECRET_FILE: write('my secret\n\n') })).toEqual([problem]);
    expect(problemsOf({ HOIST_SECRET_FILE: write('\n') })).toEqual([
      'HOIST_SECRET_FILE names an empty file.',
    ]);
  });

  it('that nobody knows are named with the nearest one, and refuse nothing', () => {
    const variables = {
      HOIST_DRAIN_SECOND: '5',
      HOIST_SECRT_FILE: '/x',
      HOIST_RELAY_PORT: '1',
      HOIST_SECRET_FILE: '/x',
      HOME: '/',
    };
    expect(findUnknownVariables({ ...variables, HOIST_RELAY_SERVICE_HOST: '10.0.0.1' })).toEqual([
      'HOIST_DRAIN_SECOND is not a configuration variable. Did you mean HOIST_DRAIN_SECONDS?',
      'HOIST_SECRT_FILE is not a configuration variable. Did you mean HOIST_SECRET_FILE?',
      'HOIST_RELAY_SERVICE_HOST is not a configuration variable.',
    ]);
  });
});
