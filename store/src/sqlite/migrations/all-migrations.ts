import type { Migration } from '../migrate.ts';
import { first } from './0001-first.ts';
import { counts } from './0002-counts.ts';
import { versionParts } from './0003-version-parts.ts';
import { versionMarks } from './0004-version-marks.ts';

/** Every step of the schema, in order. A released step is never altered: add the next one. */
export const allMigrations: readonly Migration[] = [first, counts, versionParts, versionMarks];
