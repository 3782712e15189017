import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { checkField, rowsField, textField, toFormTree } from './form-tree.ts';

function formOf(entries: readonly (readonly [string, string])[]): FormData {
  const form = new FormData();
  for (const [name, value] of entries) form.append(name, value);
  return form;
}

describe('toFormTree', () => {
  it('nests dotted names', () => {
    expect(
      toFormTree(
        formOf([
          ['a', '1'],
          ['b.0.c', '2'],
          ['b.1.c', '3'],
        ]),
      ),
    ).toEqual({ a: '1', b: { 0: { c: '2' }, 1: { c: '3' } } });
  });

  it('reads line ends as a browser shows them', () => {
    expect(toFormTree(formOf([['ids', 'a\r\nb']]))['ids']).toBe('a\nb');
  });

  it('never touches a prototype', () => {
    toFormTree(
      formOf([
        ['__proto__.polluted', 'yes'],
        ['constructor.prototype.polluted', 'yes'],
      ]),
    );
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('leaves out names that clash or are too deep', () => {
    const tree = toFormTree(
      formOf([
        ['a', '1'],
        ['a.b', '2'],
        ['c.'.repeat(20), '3'],
      ]),
    );
    expect(tree).toEqual({ a: '1' });
  });
});

describe('draft fields', () => {
  const schema = z.object({
    name: textField,
    internal: checkField,
    rows: rowsField(z.object({ id: textField })),
  });

  it('gives an empty draft for an empty form', () => {
    expect(schema.parse(toFormTree(formOf([])))).toEqual({ name: '', internal: false, rows: [] });
  });

  it('orders rows by number, not by text', () => {
    const form = formOf([
      ['rows.10.id', 'b'],
      ['rows.9.id', 'a'],
      ['internal', 'on'],
    ]);
    expect(schema.parse(toFormTree(form))).toEqual({
      name: '',
      internal: true,
      rows: [{ id: 'a' }, { id: 'b' }],
    });
  });
});
