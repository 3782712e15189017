import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Gives a run of Vitest a folder for all that its tests put into the temp folder; returns what removes it. */
export default function makeTempFolder(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'hoist-tests-'));
  // Workers, and what they start, come after this and take it over.
  process.env['TMPDIR'] = folder;
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
