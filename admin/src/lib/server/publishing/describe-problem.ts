import type { Problem } from '@hoist/core';
import { nameOfFlag, nameOfSegment } from '../definitions/definitions.ts';
import type { Definitions } from '../definitions/definitions.ts';

/** Describes a problem in a sentence that begins with the name of its subject: `'Pay later': Flag 'cart' has no version 'on'.` */
export function describeProblem(definitions: Definitions, { subject, message }: Problem): string {
  return `${nameOf(definitions, subject)}: ${message}`;
}

function nameOf(definitions: Definitions, subject: string): string {
  const [kind, key = ''] = subject.split(/\/(.*)/s);
  if (kind === 'flag') return `'${nameOfFlag(definitions, key)}'`;
  if (kind === 'segment') return `the segment '${nameOfSegment(definitions, key)}'`;
  return kind === 'bucket-group' ? `the bucket group '${key}'` : subject;
}
