import type { Environment } from '@hoist/core';
import { expect, it } from 'vitest';
import { listMoved } from './list-moved.ts';

const environments = ['dev', 'staging', 'prod'].map((key, order): Environment => ({
  key,
  name: key,
  order,
  colour: 'blue',
  protected: false,
}));
const moved = (key: string, place: number) =>
  listMoved(environments, key, place).map((environment) => [environment.key, environment.order]);

it('moves one environment up or down, and those between make room', () => {
  expect(moved('prod', 0)).toEqual([
    ['prod', 0],
    ['dev', 1],
    ['staging', 2],
  ]);
  expect(moved('dev', 1)).toEqual([
    ['staging', 0],
    ['dev', 1],
  ]);
});

it('changes nothing where it stays, and puts it last where the place is beyond the last', () => {
  expect(moved('staging', 1)).toEqual([]);
  expect(moved('dev', 99)).toEqual([
    ['staging', 0],
    ['prod', 1],
    ['dev', 2],
  ]);
});
