import type { Plugin } from '@hoist/core';
import { contains } from './operators/contains.ts';
import { equals } from './operators/equals.ts';
import { exists } from './operators/exists.ts';
import { greaterThan } from './operators/greater-than.ts';
import { isIn } from './operators/in.ts';
import { lessThan } from './operators/less-than.ts';
import { segment } from './operators/segment.ts';
import { fixed } from './strategies/fixed.ts';
import { progressive } from './strategies/progressive.ts';
import { split } from './strategies/split.ts';

/** What every host has: pass it to `createRegistry`, with your own after it. Forms list operators in this order. */
export const standardPlugins: readonly Plugin[] = [
  equals,
  isIn,
  contains,
  greaterThan,
  lessThan,
  exists,
  segment,
  fixed,
  split,
  progressive,
];
