import type { Import } from './read-imports.ts';

/** Describes import cycles, as the files on each: at least one wherever files import each other. */
export function findCircles(imports: readonly Import[]): readonly string[] {
  const outgoing = new Map<string, Import[]>();
  // A component may contain itself.
  const others = imports.filter(({ from, to }) => from !== to);
  for (const each of others) outgoing.set(each.from, [...(outgoing.get(each.from) ?? []), each]);
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (file: string, path: readonly Import[]): void => {
    const start = path.findIndex(({ from }) => from === file);
    if (start >= 0) {
      const said = path.slice(start).map(({ from, line, to }) => `${from}:${line} imports ${to}`);
      circles.push(`An import circle: ${said.join(', ')}. Move what both need into a file of its own.`);
      return;
    }
    if (done.has(file)) return;
    for (const each of outgoing.get(file) ?? []) visit(each.to, [...path, each]);
    done.add(file);
  };
  for (const file of outgoing.keys()) visit(file, []);
  return circles;
}
