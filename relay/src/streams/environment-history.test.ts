import type { Ruleset } from '@hoist/core';
import { expect, it } from 'vitest';
import { fixed, publishedFlag } from '../testing.ts';
import { EnvironmentHistory } from './environment-history.ts';

type VersionedFlag = Ruleset['flags'][number];

const made = new Map<string, VersionedFlag>();

/** A flag of about 8 kB; what is the same in two versions is the same object. */
function wideFlag(index: number, text: string): VersionedFlag {
  const key = `flag-${String(index).padStart(3, '0')}`;
  const name = `${key} ${text}`;
  let flag = made.get(name);
  if (!flag) {
    const variants = [{ key: 'on', value: text.padEnd(8_000, '.') }];
    flag = { version: 1, ...publishedFlag(key, { everyoneElse: fixed('on') }), type: 'string', variants };
    made.set(name, flag);
  }
  return flag;
}

/** A ruleset of flags of about `kilobytes` kB in all, of which the first `changing` kB differ from version to version. */
function ruleset(version: number, kilobytes: number, changing = kilobytes): Ruleset {
  const flags = Array.from({ length: Math.ceil(kilobytes / 8) }, (_, index) =>
    wideFlag(index, index < changing / 8 ? `version ${version}` : 'the same'),
  );
  return {
    format: 1,
    environment: 'dev',
    installation: 'first',
    epoch: 1,
    version,
    state: String(version).padStart(64, '0'),
    flags,
    segments: [],
  };
}

const stateOf = (version: number) => ruleset(version, 0).state;
const kindsOf = (events: readonly Buffer[]) =>
  events.map((event) => /^event: (\w+)/.exec(event.toString())?.[1]);

it('has what a reader lacks, the same bytes for all of them', () => {
  const history = new EnvironmentHistory();
  history.advance(ruleset(1, 8));
  const second = history.advance(ruleset(2, 8));
  history.advance(ruleset(3, 8));
  expect(kindsOf(history.since(stateOf(1)))).toEqual(['change', 'change']);
  expect(history.since(stateOf(1))[0]).toBe(second);
  expect(history.since(stateOf(3))).toEqual([]);
  expect(kindsOf(history.since('elsewhere'))).toEqual(['reset']);
});

it('sends a change of 512 KiB, and a reset instead of a larger one, then and later', () => {
  const history = new EnvironmentHistory();
  history.advance(ruleset(1, 480));
  expect(kindsOf([history.advance(ruleset(2, 480)) as Buffer])).toEqual(['change']);
  expect(kindsOf([history.advance(ruleset(3, 560)) as Buffer])).toEqual(['reset']);
  expect(kindsOf(history.since(stateOf(2)))).toEqual(['reset']);
  history.advance(ruleset(4, 8));
  expect(kindsOf(history.since(stateOf(3)))).toEqual(['change']);
});

it('sends a reset instead of changes that are larger than the whole ruleset', () => {
  const history = new EnvironmentHistory();
  for (let version = 1; version <= 4; version++) history.advance(ruleset(version, 160, 80));
  expect(kindsOf(history.since(stateOf(3)))).toEqual(['change']);
  expect(kindsOf(history.since(stateOf(1)))).toEqual(['reset']);
});

it('sends small changes whatever the size of the ruleset', () => {
  const history = new EnvironmentHistory();
  for (let version = 1; version <= 8; version++) history.advance(ruleset(version, 8));
  expect(kindsOf(history.since(stateOf(1)))).toHaveLength(7);
});
