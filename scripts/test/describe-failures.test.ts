import { expect, test } from 'vitest';
import { describeFailures } from './describe-failures.ts';

const passed = { fullName: 'a sum is right', status: 'passed', failureMessages: [] };
const failed = {
  fullName: 'a sum is exact',
  status: 'failed',
  failureMessages: ['Error: 0.1\n    at line 3'],
};
const file = { name: '/hoist/core/src/sum.test.ts', status: 'failed', message: '' };

test('a failed test is described by its file, its title and its error', () => {
  const report = {
    numPassedTests: 1,
    numFailedTests: 1,
    testResults: [{ ...file, assertionResults: [passed, failed] }],
  };
  expect(describeFailures(report, '/hoist')).toEqual([
    'FAILED core/src/sum.test.ts > a sum is exact\nError: 0.1\n    at line 3',
  ]);
});

test('a file that failed as a whole is described with its error', () => {
  const report = {
    numPassedTests: 0,
    numFailedTests: 0,
    testResults: [{ ...file, message: 'Error: no such module', assertionResults: [] }],
  };
  expect(describeFailures(report, '/hoist')).toEqual(['FAILED core/src/sum.test.ts\nError: no such module']);
});

test('where nothing failed, nothing is described', () => {
  const report = {
    numPassedTests: 1,
    numFailedTests: 0,
    testResults: [{ ...file, status: 'passed', assertionResults: [passed] }],
  };
  expect(describeFailures(report, '/hoist')).toEqual([]);
});
