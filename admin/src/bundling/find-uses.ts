import { parse } from 'svelte/compiler';

/** Dictionaries by their names: `homeTexts`. */
export type Dictionaries = ReadonlyMap<string, object>;

/** A place in a source that names something of a dictionary, like `texts.first.lead`. */
export interface Use {
  /** The dictionary and the way from there: `homeTexts`, `first`, `lead`. */
  readonly path: readonly string[];
  readonly value: unknown;
  /** The sources of what a function is called with; undefined where it is not called, or with other texts. */
  readonly args?: readonly string[] | undefined;
  readonly start: number;
  readonly end: number;
  /** What stands there: text between elements or in an attribute's quotes, a whole attribute, or a part of an expression. */
  readonly as: 'text' | 'attribute' | 'expression';
}

/** A constant that gives a group of texts a shorter name: `const texts = homeTexts.first;`. */
export interface ShorterName {
  readonly start: number;
  readonly end: number;
  readonly uses: readonly Use[];
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

interface Name {
  readonly path: readonly string[];
  readonly uses: Use[];
}

/** Finds what a component names of dictionaries, and its shorter names for their groups. */
export function findUses(
  source: string,
  dictionaries: Dictionaries,
): { readonly uses: readonly Use[]; readonly shorter: readonly ShorterName[] } {
  const names = new Map(
    [...dictionaries.keys()].map((name): [string, Name] => [name, { path: [name], uses: [] }]),
  );
  const shorter: ShorterName[] = [];

  const chainOf = (node: Node): { name: Name; path: readonly string[] } | undefined => {
    if (node.type === 'Identifier') {
      const name = names.get(String(node['name']));
      return name && { name, path: name.path };
    }
    if (node.type !== 'MemberExpression' || node['computed'] === true) return undefined;
    const chain = chainOf(node['object'] as Node);
    return chain && { ...chain, path: [...chain.path, String((node['property'] as Node)['name'])] };
  };

  const visit = (node: Node, as: Use['as'], { start, end }: Node): void => {
    const isCall = node.type === 'CallExpression';
    const chain = chainOf(isCall ? (node['callee'] as Node) : node);
    const value = chain && valueAt(dictionaries, chain.path);
    if (!chain || value === undefined) return visitBelow(node);
    const use = { path: chain.path, value, start, end, as };
    chain.name.uses.push(isCall ? { ...use, args: readArgs(node['arguments'] as readonly Node[]) } : use);
  };

  const readArgs = (args: readonly Node[]): readonly string[] | undefined => {
    const before = countUses();
    for (const arg of args) visit(arg, 'expression', arg);
    return countUses() === before ? args.map(({ start, end }) => source.slice(start, end)) : undefined;
  };
  const countUses = () => [...names.values()].reduce((sum, { uses }) => sum + uses.length, 0);

  const visitBelow = (node: Node): void => {
    if (node.type === 'ImportDeclaration' || isShorterName(node)) return;
    for (const [key, child] of Object.entries(node)) {
      if ((key === 'key' || key === 'property') && node['computed'] !== true) continue;
      const isWhole = key === 'value' && !Array.isArray(child);
      for (const each of [child].flat())
        if (isNode(each) && each.type === 'ExpressionTag')
          visit(each['expression'] as Node, isWhole ? 'attribute' : 'text', each);
        else if (isNode(each)) visit(each, 'expression', each);
    }
  };

  const isShorterName = (node: Node): boolean => {
    const [declared, ...others] = node.type === 'VariableDeclaration' ? (node['declarations'] as Node[]) : [];
    const { name, typeAnnotation } = (declared?.['id'] ?? {}) as Partial<Node>;
    const chain = declared && isNode(declared['init']) ? chainOf(declared['init']) : undefined;
    if (!chain || typeof name !== 'string' || typeAnnotation || others.length > 0) return false;
    if (typeof valueAt(dictionaries, chain.path) !== 'object') return false;
    const uses: Use[] = [];
    names.set(name, { path: chain.path, uses });
    shorter.push({ start: node.start, end: node.end, uses });
    return true;
  };

  const { module, instance, fragment } = parse(source, { modern: true });
  for (const part of [module, instance, fragment]) if (part) visitBelow(part as unknown as Node);
  return { uses: [...names.values()].flatMap(({ uses }) => uses), shorter };
}

function valueAt(dictionaries: Dictionaries, [name = '', ...keys]: readonly string[]): unknown {
  let value: unknown = dictionaries.get(name);
  for (const key of keys) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[key];
  }
  return value;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
