import type { FormTree } from './form-tree.ts';

/** Marks a row, so that an empty one is sent as well. */
export const rowMark = '#';

/** Names the input beside a list of lines, for an entry to add. */
export function pickOf(name: string): string {
  return `${name}#pick`;
}

/** Lists numbered rows or entries in the order of their numbers, without gaps. */
export function rowsOf(typed: string | FormTree | undefined): readonly (string | FormTree)[] {
  return Object.entries(treeOf(typed))
    .filter(([number]) => /^(0|[1-9]\d{0,3})$/.test(number))
    .flatMap(([, row]) => (row === undefined ? [] : [row]));
}

/** Numbers rows or entries, as a form names them. */
export function toRows(rows: readonly (string | FormTree)[]): FormTree {
  return Object.fromEntries(rows.entries());
}

/** The subtree below a name; empty for a text. */
export function treeOf(typed: string | FormTree | undefined): FormTree {
  return typeof typed === 'object' ? typed : {};
}

/** The text of a name; empty for a subtree. */
export function textAt(typed: string | FormTree | undefined): string {
  return typeof typed === 'string' ? typed : '';
}

/**
 * Applies the edit of a button of a generated form, below `path`: `row-add rings`, `row-remove rings 0`, `row-up rings 1`,
 * `row-down rings 0`, and `line-add regions`, which takes in what was picked. Anything else changes nothing.
 */
export function editRows(tree: FormTree, edit: string): FormTree {
  const [verb = '', path = '', place = ''] = edit.split(' ');
  const steps = path.split('.');
  return changeAt(tree, steps, (parent, name) => {
    if (verb === 'line-add') return addLine(parent, name);
    return { ...parent, [name]: toRows(editList(rowsOf(parent[name]), verb, Number(place))) };
  });
}

function editList(rows: readonly (string | FormTree)[], verb: string, at: number) {
  const isThere = at in rows;
  if (verb === 'row-add') return [...rows, { [rowMark]: 'row' }];
  if (verb === 'row-remove') return rows.filter((_row, index) => index !== at);
  if (verb === 'row-up' && isThere && at > 0) return swap(rows, at - 1);
  if (verb === 'row-down' && at + 1 in rows) return swap(rows, at);
  return rows;
}

/** Swaps a row with the one after it. */
function swap(rows: readonly (string | FormTree)[], at: number): readonly (string | FormTree)[] {
  return [...rows.slice(0, at), ...rows.slice(at, at + 2).reverse(), ...rows.slice(at + 2)];
}

function addLine(parent: FormTree, name: string): FormTree {
  const lines = addPicked(textAt(parent[name]), textAt(parent[pickOf(name)]));
  return { ...parent, [name]: lines, [pickOf(name)]: '' };
}

/** Adds a line unless it is among them. */
export function addPicked(text: string, picked: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const line = picked.trim();
  return line === '' || lines.includes(line) ? text : [...lines, line].join('\n');
}

function changeAt(
  tree: FormTree,
  [name = '', ...rest]: readonly string[],
  change: (parent: FormTree, name: string) => FormTree,
): FormTree {
  if (rest.length === 0) return change(tree, name);
  const inner = tree[name];
  return typeof inner === 'object' ? { ...tree, [name]: changeAt(inner, rest, change) } : tree;
}
