import { writeFileSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';
import type { FileDuration } from './list-slowest.ts';

/** The environment variable that names the file to write durations to. */
export const durationsVariable = 'HOIST_TEST_DURATIONS';

/**
 * A Vitest reporter that writes how long each test file took, including imports and hooks, which Vitest's JSON report
 * leaves out.
 */
export default class DurationReporter implements Reporter {
  readonly #durations: FileDuration[] = [];

  onTestModuleEnd(module: TestModule): void {
    const { prepareDuration, setupDuration, collectDuration, duration } = module.diagnostic();
    const milliseconds = prepareDuration + setupDuration + collectDuration + duration;
    this.#durations.push({ file: module.moduleId, milliseconds });
  }

  onTestRunEnd(): void {
    const path = process.env[durationsVariable];
    if (path) writeFileSync(path, JSON.stringify(this.#durations));
  }
}
