import { createRegistry, compileRuleset, defineOperator, evaluate, parseRuleset } from '@hoist/core';
import { standardPlugins } from '@hoist/plugins';
import { createLogger } from '@hoist/store/process';
import { expect, it } from 'vitest';
import { FaultLog } from './fault-log.ts';
import { fixed, publishedFlag } from '../testing.ts';

const throwing = defineOperator({
  name: 'acme:throwing',
  title: 'throws',
  negatedTitle: 'throws',
  description: 'A plugin that was not tested.',
  group: 'Acme',
  accepts: ['string'],
  schema: null,
  matches(actual) {
    throw new TypeError(`what is ${actual}?`);
  },
  vectors: [],
});

it('logs once where a plugin threw, and nothing of the person that it was asked about', () => {
  const conditions = [{ attribute: 'name', operator: 'acme:throwing', negate: false }];
  const rule = { id: 'r', name: '', enabled: true, segments: [], conditions, serve: fixed('on') };
  const flag = { ...publishedFlag('boom', { rules: [rule], everyoneElse: fixed('off') }), version: 1 };
  const about = { format: 1, installation: 'test', environment: 'dev', epoch: 1, version: 1 };
  const ruleset = parseRuleset({ ...about, state: '0'.repeat(64), flags: [flag], segments: [] });
  const compiled = compileRuleset(ruleset, createRegistry([...standardPlugins, throwing]));

  const lines: string[] = [];
  const log = new FaultLog(createLogger('info', { write: (line: string) => void lines.push(line) }));
  for (const name of ['mira', 'mira', undefined])
    log.evaluation(compiled, evaluate(compiled, 'boom', { name }, { now: 0, rolloutNow: 0 }));
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    environment: 'dev',
    flag: 'boom',
    reason: expect.stringMatching(/^A plugin threw TypeError at .*fault-log\.test\.ts:/) as string,
    message: 'a flag failed while it was evaluated',
  });
  expect(lines[0]).not.toContain('mira');
});
