import { z } from 'zod';

/** A form's texts by dotted name: `rows.0.segment` is found at `rows`, `0`, `segment`. Nested trees have no prototype. */
export interface FormTree {
  readonly [name: string]: string | FormTree | undefined;
}

interface Growing {
  [name: string]: string | Growing | undefined;
}

/** The depth of rows within rows of a condition in a group, with some to spare. */
const depth = 16;

/** Reads a form into a tree. Files and names that are too deep or clash are left out. */
export function toFormTree(form: FormData): FormTree {
  const root = emptyTree();
  for (const [name, value] of form) {
    const path = name.split('.');
    if (typeof value === 'string' && path.length <= depth) plant(root, path, value.replace(/\r\n/g, '\n'));
  }
  return root;
}

function plant(root: Growing, path: readonly string[], value: string): void {
  let tree = root;
  for (const name of path.slice(0, -1)) {
    const next = (tree[name] ??= emptyTree());
    if (typeof next === 'string') return;
    tree = next;
  }
  const last = path.at(-1) ?? '';
  if (typeof tree[last] !== 'object') tree[last] = value;
}

function emptyTree(): Growing {
  return Object.create(null) as Growing;
}

/** A text field of a draft; an absent one is empty. */
export const textField = z.string().catch('');

/** The subtree below a name, unchecked: fields of a plugin, known from its schema at run time. */
export const treeField = z.custom<FormTree>((value) => typeof value === 'object' && value !== null).catch({});

/** A checkbox of a draft. */
export const checkField = z
  .string()
  .optional()
  .catch(undefined)
  .transform((value) => value !== undefined);

/** Numbered rows of a draft, `rows.0`, `rows.1`, in the order of their numbers; gaps close. */
export function rowsField<Schema extends z.ZodType>(schema: Schema) {
  return z
    .record(z.string().regex(/^\d{1,4}$/), schema)
    .catch({})
    .transform((rows) =>
      Object.entries(rows)
        .sort(([a], [b]) => Number(a) - Number(b))
        .map(([, row]) => row),
    );
}
