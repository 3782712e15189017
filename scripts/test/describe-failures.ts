import { relative } from 'node:path';

/** The fields that Hoist reads of Vitest's JSON report. */
export interface TestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages?: readonly string[] | null;
    }[];
  }[];
}

const lines = 40;

/**
 * Describes each failed test, and each file that failed as a whole, by file, title and the first 40 lines of its
 * error.
 */
export function describeFailures(report: TestReport, root = process.cwd()): string[] {
  return report.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = relative(root, name);
    const failed = assertionResults.filter((test) => test.status === 'failed');
    if (failed.length === 0) return status === 'failed' ? [describe(file, message)] : [];
    return failed.map((test) =>
      describe(`${file} > ${test.fullName}`, (test.failureMessages ?? []).join('\n')),
    );
  });
}

function describe(title: string, why: string): string {
  return `FAILED ${title}\n${why.split('\n').slice(0, lines).join('\n')}`;
}
