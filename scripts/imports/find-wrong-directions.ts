import type { Import } from './read-imports.ts';

/**
 * The rooms below a folder (folders, or files beside them), and which others each may import. What is not listed, such as an
 * `index.ts` or an opener, may import anything, and only what is listed by name may be imported.
 */
interface Rooms {
  readonly root: string;
  readonly mayImport: Readonly<Record<string, readonly string[]>>;
}

const core: Rooms = {
  root: 'core/src/',
  mayImport: {
    time: [],
    bucketing: [],
    model: ['time'],
    log: ['model'],
    plugin: ['model'],
    engine: ['bucketing', 'model', 'plugin', 'time'],
    counting: ['engine', 'model', 'time'],
    analysis: ['engine', 'model', 'plugin'],
    forecast: ['engine', 'model', 'plugin', 'time'],
    words: ['engine', 'log', 'model', 'plugin'],
  },
};

/** What is compiled knows nothing of how. */
const engine: Rooms = {
  root: 'core/src/engine/',
  mayImport: {
    nodes: ['evaluate', 'time'],
    compile: ['evaluate', 'nodes'],
    evaluate: ['compile', 'nodes'],
    time: ['compile', 'evaluate', 'nodes'],
    explain: ['compile', 'evaluate', 'nodes'],
  },
};

/** What nouns stand on. */
const ground = ['access', 'context.ts', 'definitions', 'errors', 'logging', 'publishing'];

/** What nobody but the adapters stands on: whole pages of several nouns. */
const views = ['archive', 'home', 'pending'];

const nouns = ['bucket-groups', 'counts', 'environments', 'flags', 'keys', 'regions', 'segments', 'settings'];

/** Use cases run nouns, publishing, definitions, context. Pages and the API are adapters to nouns; the platform runs all. */
const admin: Rooms = {
  root: 'admin/src/lib/server/',
  mayImport: {
    logging: [],
    'context.ts': [],
    errors: ['logging'],
    access: ['errors', 'logging'],
    definitions: ['context.ts', 'errors'],
    publishing: ['access', 'context.ts', 'definitions', 'errors', 'logging'],
    jobs: [...ground, 'counts'],
    'bucket-groups': ground,
    counts: ground,
    environments: ground,
    regions: ground,
    segments: ground,
    keys: [...ground, 'counts'],
    settings: [...ground, 'bucket-groups', 'regions', 'segments'],
    flags: [...ground, 'bucket-groups', 'counts', 'regions', 'segments', 'settings'],
    archive: [...ground, ...nouns],
    home: [...ground, ...nouns],
    pending: [...ground, ...nouns],
    api: [...ground, ...nouns, ...views],
    'form-actions': [...ground, ...nouns, ...views],
  },
};

const packages: readonly Rooms[] = [core, engine, admin];

/** Describes every import that goes from a room to one that it may not import, by file, line and rule. */
export function findWrongDirections(imports: readonly Import[]): readonly string[] {
  return packages.flatMap((rooms) => imports.flatMap((each) => checkDirection(each, rooms) ?? []));
}

function checkDirection({ from, line, to }: Import, { root, mayImport }: Rooms): string | undefined {
  const [room, other] = [roomOf(from, root), roomOf(to, root)];
  const allowed = mayImport[room ?? ''];
  if (allowed === undefined || other === undefined) return undefined;
  if (other === room || allowed.includes(other)) return undefined;
  const rule = allowed.length === 0 ? 'nothing outside itself' : `${allowed.join(', ')} only`;
  return `${from}:${line} imports ${to}: in ${root}, ${room} may import ${rule}.`;
}

/** The folder or file directly below a root that a path lies in; undefined outside of the root. */
function roomOf(path: string, root: string): string | undefined {
  return path.startsWith(root) ? path.slice(root.length).split('/')[0] : undefined;
}
