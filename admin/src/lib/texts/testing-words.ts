import { parse } from 'svelte/compiler';

/** A word that a component says by itself. */
export interface SaidWord {
  readonly line: number;
  readonly text: string;
}

interface Node {
  readonly type: string;
  readonly start?: number;
  readonly [key: string]: unknown;
}

/** Attributes of elements that people read or hear. */
const spoken = ['aria-label', 'aria-description', 'placeholder', 'title', 'alt'];
/** Properties of components, and keys of objects, that are no words; all others are. */
const technical = [
  'add',
  'aria-hidden',
  'autocomplete',
  'change',
  'class',
  'edit',
  'form',
  'href',
  'id',
  'inputmode',
  'kind',
  'list',
  'name',
  'pickName',
  'type',
  'value',
];
/** What stands in these is an input of a machine. */
const code = ['code', 'kbd', 'pre'];
const hasWord = /\p{L}{2}/u;
const isAddress = /^[/?]/;
/** Elements, as scripts ask for them. */
const selectors = ['input', 'select', 'textarea'];
/** In a script, a text is told from a name by its spaces. */
const hasWords = /\p{L}{2,}[,:.]? \p{L}{2,}/u;

/**
 * Lists the words in a component's markup (texts, attributes that are read, strings in what is shown) and the sentences in its
 * scripts, by line. `allowed` are words that every language has alike.
 */
export function findWords(source: string, allowed: readonly string[]): readonly SaidWord[] {
  const root = parse(source, { modern: true });
  const found: SaidWord[] = [];
  const say = (text: string, { start = 0 }: Node, inScript = false): void => {
    const words = inScript ? [...allowed, ...selectors] : allowed;
    const rest = words.reduce((left, word) => left.replaceAll(new RegExp(`\\b${word}\\b`, 'g'), ''), text);
    if (isAddress.test(text) || !(inScript ? hasWords : hasWord).test(rest)) return;
    const first = start + text.length - text.trimStart().length;
    found.push({
      line: source.slice(0, first + 1).split('\n').length,
      text: text.trim().replace(/\s+/g, ' '),
    });
  };
  visitMarkup(root.fragment as unknown as Node, say);
  for (const script of [root.module, root.instance])
    if (script) visitStrings(script.content as unknown as Node, (text, node) => say(text, node, true));
  return found;
}

type Say = (text: string, node: Node) => void;

function visitMarkup(node: Node, say: Say): void {
  if (node.type === 'Text') return say(String(node['data']), node);
  if (node.type === 'ExpressionTag') return visitStrings(node['expression'] as Node, say);
  if (code.includes(String(node['name']))) return;
  for (const attribute of (node['attributes'] ?? []) as readonly Node[])
    if (isSpoken(attribute, node)) visitValue(attribute['value'], say);
  for (const [key, child] of Object.entries(node)) if (key !== 'attributes') visitBelow(child, say);
}

function visitBelow(child: unknown, say: Say): void {
  if (Array.isArray(child)) for (const each of child) visitBelow(each, say);
  else if (isNode(child) && isMarkup(child)) visitMarkup(child, say);
}

function isSpoken({ type, name }: Node, owner: Node): boolean {
  if (type !== 'Attribute') return false;
  const isOfComponent = owner.type === 'Component';
  return isOfComponent ? !technical.includes(String(name)) : spoken.includes(String(name));
}

function visitValue(value: unknown, say: Say): void {
  for (const part of Array.isArray(value) ? value : [value]) if (isNode(part)) visitMarkup(part, say);
}

/** Blocks, elements and fragments; what they compute with is no markup. */
function isMarkup({ type }: Node): boolean {
  return /^(Fragment|Text|ExpressionTag|Component|.*Element|.*Block|Svelte.*)$/.test(type);
}

/** Strings of an expression that are shown: not what is compared, looked up or named. */
function visitStrings(node: Node, say: Say): void {
  if (node.type === 'Literal' && typeof node['value'] === 'string') return say(node['value'], node);
  if (node.type === 'TemplateElement') return say(String((node['value'] as { cooked: string }).cooked), node);
  if (isNotShown(node)) return;
  for (const [key, child] of Object.entries(node)) {
    if (key === 'key' || (key === 'property' && node['computed'] === true)) continue;
    for (const each of [child].flat()) if (isNode(each)) visitStrings(each, say);
  }
}

function isNotShown({ type, key }: Node): boolean {
  if (type === 'Property') return technical.includes(String((key as Node)['name']));
  return type === 'BinaryExpression' || type === 'ImportDeclaration' || type.startsWith('TS');
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
