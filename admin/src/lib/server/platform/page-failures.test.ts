import { afterEach, describe, expect, it } from 'vitest';
import { logPageFailure } from './page-failures.ts';
import { captureLog } from '../logging/testing-log.ts';

const mira = { id: 'mira' };
const failure = JSON.stringify({ path: '/flags', reason: 'Error: each_key_duplicate' });
const log = captureLog();
afterEach(() => log.restore());

describe('a page that fails in a browser', () => {
  it('is a line of the log, of which there are 30 a minute; anything else that is sent is none', () => {
    for (const text of [
      '',
      'null',
      '{}',
      '{"path":"/"}',
      JSON.stringify({ path: '/', reason: 'x'.repeat(2_001) }),
    ])
      logPageFailure(mira, text, 0);
    expect(log.lines).toEqual([]);
    for (let count = 0; count < 40; count++) logPageFailure(mira, failure, 0);
    expect(log.lines).toHaveLength(30);
    expect(log.lines[0]).toEqual({
      level: 'error',
      person: 'mira',
      path: '/flags',
      reason: 'Error: each_key_duplicate',
      message: 'a page failed in a browser',
    });
    logPageFailure(mira, failure, 60_000);
    expect(log.lines).toHaveLength(31);
  });
});
