import { readFileSync } from 'node:fs';
import {
  attributeTypeBit,
  attributeTypeMask,
  createRegistry,
  createSubject,
  regionGroups,
} from '@hoist/core';
import type { Json, Operator } from '@hoist/core';
import { describe, expect, it } from 'vitest';
import { standardPlugins } from './standard-plugins.ts';

const guide = readFileSync(new URL('../../docs/guides/operators.md', import.meta.url), 'utf8');
const { operators } = createRegistry(standardPlugins);

interface Row {
  readonly name: string;
  readonly titles: string;
  readonly types: string;
  readonly operand: string;
  readonly matches: readonly Json[];
  readonly differs: readonly Json[];
}

const rows: readonly Row[] = guide
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => {
    const [name = '', titles = '', types = '', operand = '', matches = '', differs = ''] = line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
    return {
      name: name.slice(1, -1),
      titles,
      types,
      operand,
      matches: toExamples(matches),
      differs: toExamples(differs),
    };
  });

function toExamples(cell: string): Json[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, text = '']) => JSON.parse(text) as Json);
}

function toTypes({ name, accepts }: Operator): string {
  if (name === 'exists') return 'anything, missing';
  return accepts.length === 0 ? 'nothing' : accepts.join(', ');
}

describe('the guide to operators', () => {
  it('has a row for each operator, and no other', () => {
    expect(rows.map(({ name }) => name).sort()).toEqual([...operators.keys()].sort());
  });

  it('names every region group', () => {
    for (const { key } of regionGroups) expect(guide).toMatch(new RegExp(`\\b${key}\\b`));
  });

  it.each(rows.map((row) => [row.name, row] as const))(
    'says what %s is, and shows it rightly',
    (name, row) => {
      const operator = operators.get(name);
      if (!operator) throw new Error(`No operator is named '${name}'.`);
      expect(row.titles).toBe(`${operator.title} · ${operator.negatedTitle}`);
      expect(row.types).toBe(toTypes(operator));
      expect(guide).toContain(`## ${operator.group}\n`);
      const result = operator.bind(row.operand === 'none' ? undefined : (toExamples(row.operand)[0] ?? null));
      if (!result.ok) throw new Error(`It refuses the operand of its row: ${JSON.stringify(result.issues)}`);
      const { bound } = result;
      const subject = createSubject({ context: {}, regions: bound.regions });
      const accepted = attributeTypeMask(operator.accepts);
      const ask = (actual: Json) =>
        (accepted & attributeTypeBit(actual)) !== 0 && bound.matches(actual ?? undefined, subject) === true;
      expect(row.matches.map(ask)).toEqual(row.matches.map(() => true));
      expect(row.differs.map(ask)).toEqual(row.differs.map(() => false));
      if (accepted !== 0) expect(Math.min(row.matches.length, row.differs.length)).toBeGreaterThan(0);
    },
  );
});
