import { describe, expect, it } from 'vitest';
import { askOperator, wordOperator } from '../testing/ask-operator.ts';
import { timeWindow } from './time-window.ts';

const berlin = { from: '09:00', to: '17:00', timeZone: 'Europe/Berlin' };

describe('time-window', () => {
  it('is open by the clock of its zone, winter and summer', () => {
    const ask = (now: string) => askOperator(timeWindow, berlin, undefined, Date.parse(now));
    expect(['2026-01-15T08:00Z', '2026-01-15T07:59Z', '2026-01-15T16:00Z'].map(ask)).toEqual([
      true,
      false,
      false,
    ]);
    expect(['2026-07-15T07:00Z', '2026-07-15T06:59Z', '2026-07-15T15:00Z'].map(ask)).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('announces when it opens and closes, over a change of clocks', () => {
    const result = timeWindow.bind(berlin);
    const next = (now: string) => {
      const at = result.ok ? result.bound.nextChange(Date.parse(now)) : undefined;
      return at === undefined ? undefined : new Date(at).toISOString();
    };
    expect(next('2026-03-28T16:00Z')).toBe('2026-03-29T07:00:00.000Z');
    expect(next('2026-03-29T07:00Z')).toBe('2026-03-29T15:00:00.000Z');
  });

  it.each([
    [{ ...berlin, timeZone: 'Mars/Olympus' }, 'timeZone'],
    [{ ...berlin, timeZone: '+01:00' }, 'timeZone'],
    [{ ...berlin, from: '9:00' }, 'from'],
    [{ ...berlin, to: '24:00' }, 'to'],
    [{ ...berlin, days: [] }, 'days'],
    [{ ...berlin, days: ['monday'] }, 'days.0'],
    [{ from: '09:00', to: '17:00' }, 'timeZone'],
  ])('refuses %j', (operand, path) => {
    expect(timeWindow.bind(operand)).toMatchObject({ ok: false, issues: [{ path }] });
  });

  it.each([
    [['mon', 'tue', 'wed', 'thu', 'fri'], 'Monday to Friday'],
    [['sun', 'sat'], 'Saturday or Sunday'],
    [['wed', 'mon', 'sun'], 'Monday, Wednesday or Sunday'],
    [['sat', 'fri', 'sun'], 'Friday to Sunday'],
    [['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'], 'daily'],
  ])('calls %j %s', (days, words) => {
    expect(wordOperator(timeWindow, { ...berlin, days })).toEqual([
      `the time is ${words} 09:00 to 17:00 in Europe/Berlin`,
      `the time is not ${words} 09:00 to 17:00 in Europe/Berlin`,
    ]);
  });
});
