import { syntaxTree } from '@codemirror/language';
import type { EditorState } from '@codemirror/state';

type SyntaxNode = ReturnType<typeof syntaxTree>['topNode'];

/** A part of the text of an editor. */
interface Place {
  readonly from: number;
  readonly to: number;
}

/** Finds where a JSON text holds what this path leads to, or the last part of the path that it has. */
export function findPlace(state: EditorState, path: readonly (string | number)[]): Place {
  const [whole] = valuesIn(syntaxTree(state).topNode);
  if (!whole) return { from: 0, to: state.doc.length };
  let node: SyntaxNode = whole;
  for (const step of path) {
    const next: SyntaxNode | undefined =
      typeof step === 'number' ? valuesIn(node)[step] : valueOf(state, node, step);
    if (!next) break;
    node = next;
  }
  return { from: node.from, to: node.to };
}

const values = new Set(['Object', 'Array', 'String', 'Number', 'True', 'False', 'Null']);

function valuesIn(node: SyntaxNode): SyntaxNode[] {
  return childrenOf(node).filter(({ name }) => values.has(name));
}

function valueOf(state: EditorState, object: SyntaxNode, name: string): SyntaxNode | undefined {
  const property = childrenOf(object)
    .filter((child) => child.name === 'Property')
    .findLast((each) => nameOf(state, each) === name);
  return property && valuesIn(property)[0];
}

function nameOf(state: EditorState, property: SyntaxNode): string | undefined {
  const name = property.getChild('PropertyName');
  try {
    return name ? (JSON.parse(state.sliceDoc(name.from, name.to)) as string) : undefined;
  } catch {
    return undefined;
  }
}

function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) children.push(child);
  return children;
}
