import type { CompiledRuleset, FlagFailure } from '@hoist/core';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { ServedLog } from './served-log.ts';

it('a flag that cannot be evaluated is named once, again when the reason changes, and when it is over', () => {
  const lines: { flag?: string; msg: string }[] = [];
  const write = (line: string) => void lines.push(JSON.parse(line) as { flag?: string; msg: string });
  const log = new ServedLog(pino({}, { write }));
  const serve = (...failures: FlagFailure[]) =>
    log.log({ environment: 'dev', failures } as unknown as CompiledRuleset);
  const a = { flag: 'a', message: 'The operator acme:x is not installed.' };
  const b = { flag: 'b', message: 'The operator acme:y is not installed.' };
  serve(a);
  serve(a, b);
  serve(a, { ...b, message: 'Its parameters are not valid.' });
  serve(b);
  const named = lines.filter(({ flag }) => flag !== undefined);
  expect(named.map(({ flag, msg }) => `${flag} ${msg.includes('again') ? 'over' : 'fails'}`)).toEqual([
    'a fails',
    'b fails',
    'b fails',
    'b fails',
    'a over',
  ]);
});
