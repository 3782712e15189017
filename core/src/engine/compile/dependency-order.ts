/** Nodes in an order in which each comes after all that it depends on, and those for which there is none. */
export interface DependencyOrder {
  readonly ordered: readonly string[];
  /** Nodes that are part of a circle, with the way round: `a`, `b`, `a`. */
  readonly circles: ReadonlyMap<string, readonly string[]>;
  /** How many steps of dependency lie below each node. A circle, and a dependency that is no node, counts as one step. */
  readonly heights: ReadonlyMap<string, number>;
}

/** Orders nodes by what they depend on, without recursion. Dependencies that are no nodes are in order already. */
export function orderByDependency(nodes: ReadonlyMap<string, readonly string[]>): DependencyOrder {
  const waiting = new Map<string, number>();
  const dependents = new Map<string, string[]>();
  for (const [node, needs] of nodes) {
    const known = new Set(needs.filter((need) => nodes.has(need)));
    waiting.set(node, known.size);
    for (const need of known) {
      const list = dependents.get(need);
      if (list) list.push(node);
      else dependents.set(need, [node]);
    }
  }
  const circles = new Map<string, readonly string[]>();
  const heights = new Map<string, number>();
  const ordered = [...nodes.keys()].filter((node) => waiting.get(node) === 0);
  const settle = (from: number) => {
    for (let index = from; index < ordered.length; index++) {
      const node = ordered[index] ?? '';
      const below = (nodes.get(node) ?? []).map((need) => (heights.get(need) ?? 0) + 1);
      heights.set(
        node,
        below.reduce((most, height) => Math.max(most, height), 0),
      );
      for (const dependent of dependents.get(node) ?? []) {
        const left = (waiting.get(dependent) ?? 0) - 1;
        waiting.set(dependent, left);
        if (left === 0) ordered.push(dependent);
      }
    }
  };
  settle(0);
  // Whatever is left lies on a circle or above one. Breaking a circle lets those above it be ordered.
  while (ordered.length < nodes.size) {
    const start = [...nodes.keys()].find((node) => (waiting.get(node) ?? 0) > 0) ?? '';
    const from = ordered.length;
    for (const [node, way] of findCircle(start, nodes, waiting)) {
      circles.set(node, way);
      waiting.set(node, 0);
      ordered.push(node);
    }
    settle(from);
  }
  return { ordered, circles, heights };
}

/** Follows unordered dependencies from a node until one comes round again. */
function findCircle(
  start: string,
  nodes: ReadonlyMap<string, readonly string[]>,
  waiting: ReadonlyMap<string, number>,
): Map<string, readonly string[]> {
  const way: string[] = [];
  const places = new Map<string, number>();
  let node = start;
  while (!places.has(node)) {
    places.set(node, way.length);
    way.push(node);
    node = nodes.get(node)?.find((need) => (waiting.get(need) ?? 0) > 0) ?? start;
  }
  const circle = way.slice(places.get(node));
  return new Map(
    circle.map((member, index) => [member, [...circle.slice(index), ...circle.slice(0, index), member]]),
  );
}
