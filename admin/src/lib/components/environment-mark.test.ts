import { readFileSync } from 'node:fs';
import { environmentColours } from '@hoist/core';
import { expect, it } from 'vitest';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');

it.each(environmentColours)('an environment can be marked %s', (hue) => {
  expect(read('../../tokens.css')).toContain(`--color-hue-${hue}: light-dark(`);
  expect(read('../../styles/environments.css')).toContain(
    `[data-env='${hue}'] {\n    --env: var(--color-hue-${hue});`,
  );
});
