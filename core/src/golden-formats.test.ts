import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { countReportSchema } from './counting/count-report.ts';
import { isJsonObject } from './model/json.ts';
import type { Json } from './model/json.ts';
import { keyringSchema } from './model/keyring.ts';
import { relayReportSchema } from './model/relay-report.ts';
import { parseRulesetChange } from './model/ruleset-change.ts';
import {
  goldenCountReport,
  goldenKeyring,
  goldenRelayReport,
  goldenRulesetChange,
} from './testing/golden-values.ts';

const formats: readonly (readonly [file: string, value: unknown, read: (json: unknown) => unknown])[] = [
  ['keyring.json', goldenKeyring, (json) => keyringSchema.parse(json)],
  ['count-report.json', goldenCountReport, (json) => countReportSchema.parse(json)],
  ['relay-report.json', goldenRelayReport, (json) => relayReportSchema.parse(json)],
  ['ruleset-change.json', goldenRulesetChange, parseRulesetChange],
];

describe.each(formats)('the golden file %s', (file, value, read) => {
  const text = readFileSync(new URL(`../golden/${file}`, import.meta.url), 'utf8');
  const json = JSON.parse(text) as Json;
  if (!isJsonObject(json)) throw new Error(`${file} holds no object.`);

  it('is read as it was meant', () => {
    expect(read(json)).toEqual(value);
  });

  it('is written in the same bytes', () => {
    expect(`${JSON.stringify(value)}\n`).toBe(text);
    expect(`${JSON.stringify(read(json))}\n`).toBe(text);
  });

  it('means the same with a field that nobody knows', () => {
    expect(read({ ...json, added: { later: true } })).toEqual(value);
  });

  it('is refused in a later format, and in none', () => {
    expect(() => read({ ...json, format: 2 })).toThrow();
    expect(() => read({ ...json, format: undefined })).toThrow();
  });
});
