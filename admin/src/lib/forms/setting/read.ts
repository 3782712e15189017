import { z } from 'zod';
import { checkField, rowsField, textField, toFormTree, treeField } from '../schema-form/form-tree.ts';
import { everyoneElseModes, weightOf } from './draft.ts';
import type { SimpleSetting } from './draft.ts';

const schema = z.object({
  rows: rowsField(z.object({ rule: textField, segment: textField, on: checkField, variant: textField })),
  mode: z.union([z.enum(everyoneElseModes), z.templateLiteral(['other:', z.string()])]).catch(''),
  percent: textField,
  variant: textField,
  growing: textField,
  otherwise: textField,
  steps: rowsField(z.object({ percent: textField, hours: textField })),
  weights: z.record(z.string(), z.string()).catch({}),
  others: rowsField(z.object({ strategy: textField, parts: treeField })),
  bucketGroup: textField,
});

/** Reads the form of "Who gets it"; rows without a segment are left out. */
export function readSimpleSetting(form: FormData): SimpleSetting {
  const tree = toFormTree(form);
  const read = schema.parse({ ...tree, weights: toWeights(form) });
  return { ...read, rows: read.rows.filter(({ segment }) => segment !== '') };
}

/** Reads weights by their whole name, because a variant's key may contain dots. */
function toWeights(form: FormData): Record<string, string> {
  const prefix = weightOf('');
  return Object.fromEntries(
    [...form].flatMap(([name, value]) =>
      name.startsWith(prefix) && typeof value === 'string' ? [[name, value]] : [],
    ),
  );
}
