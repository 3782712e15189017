import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { Problems } from './problems.ts';

function open() {
  const lines: { msg: string; reason?: string }[] = [];
  const logger = pino({}, { write: (line: string) => void lines.push(JSON.parse(line) as { msg: string }) });
  return { problems: new Problems(logger), lines };
}

describe('problems', () => {
  it('are logged when they begin and when they end, not each time they are reported', () => {
    const { problems, lines } = open();
    for (const text of ['refused', 'refused', 'timed out']) problems.report('source', '', text);
    problems.report('source', '', undefined);
    problems.report('source', '', undefined);
    expect(lines.map(({ msg, reason }) => [msg, reason])).toEqual([
      ['the source does not answer; serving what is known', 'refused'],
      ['in contact again', undefined],
    ]);
  });

  it('are kept by kind and by log, each with its last message', () => {
    const { problems } = open();
    problems.report('log', 'environment/dev', 'it lacks version 3');
    problems.report('state', 'environment/dev', 'no environment');
    problems.report('log', 'environment/dev', 'it lacks version 4');
    problems.report('state', 'environment/prod', undefined);
    expect(problems.list().map(({ kind, text }) => [kind, text])).toEqual([
      ['log', 'it lacks version 4'],
      ['state', 'no environment'],
    ]);
    expect(problems.has('log')).toBe(true);
    expect(problems.has('log', 'environment/prod')).toBe(false);
    expect(problems.has('disk')).toBe(false);
  });
});
