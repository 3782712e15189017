import { StoreDamagedError, StoreUnavailableError } from '@hoist/store';
import { expect, it } from 'vitest';
import { toProblem } from './api-problem.ts';
import { attempt } from '../form-actions/attempt.ts';

const faults = [
  [new StoreUnavailableError('MongoDB does not answer.'), 'The store does not answer'],
  [
    new StoreDamagedError("Log 'definitions' no longer holds version 7."),
    'The store cannot be used as it is',
  ],
] as const;

it.each(faults)('is what a form answers, with all that was typed: %s', async (error) => {
  const refusal = await attempt(() => Promise.reject(error));
  expect(refusal).toMatchObject({ status: 503, title: 'Nothing was saved', detail: error.message });
});

it.each(faults)('is what a machine gets: %s', async (error, title) => {
  const response = toProblem(error);
  expect(await response.json()).toMatchObject({ status: 503, title, detail: error.message });
});
