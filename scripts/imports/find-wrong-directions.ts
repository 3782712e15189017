import type { Import } from './read-imports.ts';

/**
 * The rooms of a folder (its folders and files) and the other rooms that each may import. A room that is not listed,
 * such as `index.ts`, may import any other, and no listed room may import it unless it is named.
 */
interface Rooms {
  readonly root: string;
  readonly mayImport: Readonly<Record<string, readonly string[]>>;
}

const core: Rooms = {
  root: 'core/src/',
  mayImport: {
    time: [],
    bucketing: ['model', 'time'],
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

/** The engine: compiled nodes do not import the compiler. */
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

/** Rooms that every noun may import. */
const ground = ['access', 'context.ts', 'definitions', 'errors', 'logging', 'publishing'];

/** Rooms that only adapters import: pages about several nouns. */
const views = ['archive', 'history', 'home', 'pending'];

const nouns = [
  'bucket-groups',
  'counts',
  'environments',
  'flags',
  'keys',
  'people',
  'regions',
  'segments',
  'settings',
  'tokens',
];

/**
 * The admin: nouns import publishing, publishing imports definitions, definitions import the context. Pages and the
 * API are adapters to nouns; nothing imports the platform.
 */
const admin: Rooms = {
  root: 'admin/src/lib/server/',
  mayImport: {
    logging: [],
    mail: [],
    'context.ts': [],
    errors: ['logging'],
    'cursor.ts': ['errors'],
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
    people: [...ground, 'mail'],
    tokens: ground,
    settings: [...ground, 'bucket-groups', 'regions', 'segments'],
    flags: [...ground, 'bucket-groups', 'counts', 'regions', 'segments', 'settings'],
    archive: [...ground, ...nouns],
    history: [...ground, 'cursor.ts', ...nouns],
    home: [...ground, ...nouns, 'guides'],
    guides: [],
    pending: [...ground, ...nouns],
    api: [...ground, 'cursor.ts', ...nouns, ...views],
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

/** Returns the folder or file directly below `root` that contains a path; undefined for a path outside of it. */
function roomOf(path: string, root: string): string | undefined {
  return path.startsWith(root) ? path.slice(root.length).split('/')[0] : undefined;
}
