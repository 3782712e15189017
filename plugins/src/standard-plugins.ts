import type { Plugin } from '@hoist/core';
import { allOf } from './operators/all-of.ts';
import { anyOf } from './operators/any-of.ts';
import { atLeast } from './operators/at-least.ts';
import { atMost } from './operators/at-most.ts';
import { between } from './operators/between.ts';
import { contains } from './operators/contains.ts';
import { dateAfter } from './operators/date-after.ts';
import { dateBefore } from './operators/date-before.ts';
import { dateBetween } from './operators/date-between.ts';
import { endsWith } from './operators/ends-with.ts';
import { equals } from './operators/equals.ts';
import { exists } from './operators/exists.ts';
import { greaterThan } from './operators/greater-than.ts';
import { inRegion } from './operators/in-region.ts';
import { isIn } from './operators/in.ts';
import { ip } from './operators/ip.ts';
import { lessThan } from './operators/less-than.ts';
import { regex } from './operators/regex.ts';
import { noneOf } from './operators/none-of.ts';
import { nowAfter } from './operators/now-after.ts';
import { nowBefore } from './operators/now-before.ts';
import { segment } from './operators/segment.ts';
import { semverAtLeast } from './operators/semver-at-least.ts';
import { semverAtMost } from './operators/semver-at-most.ts';
import { semverCaret } from './operators/semver-caret.ts';
import { semverEquals } from './operators/semver-equals.ts';
import { semverGreaterThan } from './operators/semver-greater-than.ts';
import { semverLessThan } from './operators/semver-less-than.ts';
import { semverTilde } from './operators/semver-tilde.ts';
import { size } from './operators/size.ts';
import { startsWith } from './operators/starts-with.ts';
import { timeWindow } from './operators/time-window.ts';
import { fixed } from './strategies/fixed.ts';
import { off } from './strategies/off.ts';
import { progressive } from './strategies/progressive.ts';
import { rings } from './strategies/rings.ts';
import { scheduled } from './strategies/scheduled.ts';
import { split } from './strategies/split.ts';

/** What every host has: pass it to `createRegistry`, with your own after it. Forms list operators in this order. */
export const standardPlugins: readonly Plugin[] = [
  equals,
  isIn,
  exists,
  contains,
  startsWith,
  endsWith,
  regex,
  greaterThan,
  lessThan,
  atLeast,
  atMost,
  between,
  semverEquals,
  semverAtLeast,
  semverAtMost,
  semverGreaterThan,
  semverLessThan,
  semverCaret,
  semverTilde,
  dateBefore,
  dateAfter,
  dateBetween,
  nowBefore,
  nowAfter,
  timeWindow,
  anyOf,
  allOf,
  noneOf,
  size,
  inRegion,
  ip,
  segment,
  fixed,
  off,
  split,
  progressive,
  scheduled,
  rings,
];
