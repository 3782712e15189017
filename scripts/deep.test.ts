import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

it('names the long tests when asked for one that there is not', () => {
  const { status, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, 'deep.ts'), 'soon'], {
    encoding: 'utf8',
  });
  expect(status).toBe(1);
  expect(stderr.trim()).toBe(
    "There is no 'soon'. Run npm run deep -- with one of fuzz, differential, openers, rolling, readers, hints, copies, mutation.",
  );
});
