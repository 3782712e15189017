import type { FormTree } from './form-tree.ts';

/** Marks a row, so that one in which nothing is entered is there all the same. */
export const rowMark = '#';

/** The name of the input that suggests what a list of lines may take in. */
export function pickOf(name: string): string {
  return `${name}#pick`;
}

/** Numbered rows or entries in the order of their numbers, in which an object lists them; gaps close. */
export function rowsOf(typed: string | FormTree | undefined): readonly (string | FormTree)[] {
  return Object.entries(treeOf(typed))
    .filter(([number]) => /^(0|[1-9]\d{0,3})$/.test(number))
    .flatMap(([, row]) => (row === undefined ? [] : [row]));
}

/** Rows or entries as they are named in a form. */
export function toRows(rows: readonly (string | FormTree)[]): FormTree {
  return Object.fromEntries(rows.entries());
}

/** What is below a name; nothing for a text. */
export function treeOf(typed: string | FormTree | undefined): FormTree {
  return typeof typed === 'object' ? typed : {};
}

/** A text; nothing where there are names below. */
export function textAt(typed: string | FormTree | undefined): string {
  return typeof typed === 'string' ? typed : '';
}

/**
 * Carries out what a button of a generated form asks for, below `path`: `row-add rings`, `row-remove rings 0`, `row-up rings 1`,
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

/** Lines with one more, unless it is among them. */
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
