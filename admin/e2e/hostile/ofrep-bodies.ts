import { each, singlePath } from './hostile-input.ts';
import type { Target, Tried } from './hostile-input.ts';

const half = '/ofrep/v1/evaluate/flags/half';
const bulk = '/ofrep/v1/evaluate/flags';
const asContext = (context: unknown) => JSON.stringify({ context });
const nested = (levels: number) => `{"context":{"x":${'['.repeat(levels)}${']'.repeat(levels)}}}`;
const bytes = (...list: readonly number[]) => Uint8Array.from(list);
const text = (value: string) => new TextEncoder().encode(value);
const around = (middle: readonly number[]) =>
  bytes(...text('{"context":{"country":"'), ...middle, ...text('"}}'));

/** Each body alone, sent as the context of a question. */
function bodies(list: readonly (string | Uint8Array<ArrayBuffer>)[], path = singlePath) {
  return ({ ask }: Target) => each(list, (body) => ask(path, { body }));
}

function types(...list: readonly string[]) {
  return ({ ask }: Target) =>
    each(list, (type) => ask(singlePath, { body: asContext({}), headers: { 'content-type': type } }));
}

function encodings(...list: readonly string[]) {
  const body = bytes(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0xff, 0xfe);
  return ({ ask }: Target) =>
    each(list, (encoding) => ask(singlePath, { body, headers: { 'content-encoding': encoding } }));
}

function keys(...list: readonly string[]) {
  return ({ ask }: Target) => each(list, (key) => ask(`${bulk}/${key}`));
}

const german = { country: 'DE' };

/** B: what is sent as a question and its context. */
export const ofrepBodies: readonly Tried[] = [
  ['B1', 'no body; `{}`; `{"context":null}`', '200 false', bodies(['', '{}', '{"context":null}'])],
  [
    'B2',
    '`text/plain`, `multipart/form-data`, a form',
    '415 GENERAL',
    types('text/plain', 'multipart/form-data; boundary=x', 'application/x-www-form-urlencoded'),
  ],
  [
    'B3',
    '`charset=utf-7`, `charset=utf-16le`',
    '415 GENERAL',
    types('application/json; charset=utf-7', 'application/json; charset=utf-16le'),
  ],
  [
    'B4',
    'bytes that are no UTF-8; `/` overlong',
    '400 PARSE_ERROR',
    bodies([around([0xff]), around([0xc0, 0xaf])]),
  ],
  ['B4', 'half a surrogate pair, escaped', '200 false', bodies(['{"context":{"country":"\\ud800"}}'])],
  ['B5', 'a byte order mark', '400 PARSE_ERROR', bodies([bytes(0xef, 0xbb, 0xbf, ...text('{}'))])],
  [
    'B6',
    '`null`, `"x"`, `1`, `[]`, `[[]]`',
    '400 INVALID_CONTEXT',
    bodies(['null', '"x"', '1', '[]', '[[]]']),
  ],
  [
    'B7',
    'cut off, a comma too many, a comment, `NaN`, `Infinity`, single quotes, two documents',
    '400 PARSE_ERROR',
    bodies(['{"context":{', '{"a":1,}', '{/**/}', '{"a":NaN}', '{"a":Infinity}', "{'a':1}", '{}{}']),
  ],
  ['B8', '17 levels, 30,000 levels', '400 PARSE_ERROR', bodies([nested(15), nested(30_000)])],
  ['B8', '500,000 levels', '413 GENERAL', bodies([nested(500_000)])],
  ['B9', '64 KiB and 1 byte; 1 MB', '413 GENERAL', bodies(['x'.repeat(65_537), 'x'.repeat(1_000_000)])],
  ['B10', 'gzip, brotli, deflate', '415 GENERAL', encodings('gzip', 'br', 'deflate')],
  ['B11', 'gzip that is none, twice encoded', '415 GENERAL', encodings('gzip', 'gzip, gzip')],
  [
    'B12',
    '`__proto__`, `constructor.prototype`, escaped, as an attribute and within one',
    '200 false, of others unchanged',
    async ({ ask }) => {
      const list = [
        '{"context":{"__proto__":{"country":"DE"}}}',
        '{"context":{"constructor":{"prototype":{"country":"DE"}}}}',
        '{"context":{"\\u005f_proto__":{"country":"DE"}}}',
        '{"context":{"x":{"__proto__":{"country":"DE"}}}}',
      ];
      const came = await each(list, (body) => ask(singlePath, { body }));
      return `${came}, of others ${(await ask(singlePath)) === '200 false' ? 'unchanged' : 'changed'}`;
    },
  ],
  [
    'B13',
    '`toString`, `hasOwnProperty`, `then`, `toJSON`, `length`, `__defineGetter__` as attributes',
    '200 false',
    bodies(
      ['toString', 'hasOwnProperty', 'valueOf', 'then', 'toJSON', 'length', '__defineGetter__'].map((name) =>
        asContext({ [name]: 'DE' }),
      ),
    ),
  ],
  [
    'B14',
    'an attribute twice: the last counts',
    '200 true',
    bodies(['{"context":{"country":"FR","country":"DE"}}']),
  ],
  [
    'B15',
    '1,001 attributes; a list of 10,000 entries',
    '400 PARSE_ERROR',
    bodies([
      asContext(Object.fromEntries(Array.from({ length: 1_001 }, (_, index) => [`a${index}`, 1]))),
      asContext({ x: Array.from({ length: 10_000 }, () => 1) }),
    ]),
  ],
  [
    'B15',
    'an attribute with a name of 10 KB; with a value of 9 KB',
    '200 true',
    bodies([
      asContext({ ...german, ['x'.repeat(10_000)]: 1 }),
      asContext({ ...german, x: 'x'.repeat(9_000) }),
    ]),
  ],
  ['B16', '`1e400`', '400 PARSE_ERROR', bodies(['{"context":{"x":1e400}}'])],
  [
    'B16',
    '`-0`, `1e-400`, 2^53 + 1, `"1"` and `true` where a text is asked for',
    '200 false',
    bodies(
      ['-0', '1e-400', '9007199254740993', '"1"', 'true'].map((value) => `{"context":{"country":${value}}}`),
    ),
  ],
  ['B17', 'no ID, where one decides', '400 TARGETING_KEY_MISSING', bodies([asContext({})], half)],
  [
    'B17',
    'an ID that is a number, an object, 1,025 characters',
    '400 INVALID_CONTEXT',
    bodies(
      [1, {}, 'x'.repeat(1_025)].map((targetingKey) => asContext({ targetingKey })),
      half,
    ),
  ],
  [
    'B17',
    'an ID of blanks, with NUL, right to left, of emoji',
    '200 false, 200 true',
    bodies(
      [' ', 'a\0', '\u202eabc', '👩‍👩‍👧', 'anna', 'berta'].map((id) => asContext({ targetingKey: id })),
      half,
    ),
  ],
  [
    'B21',
    'a key of 129 characters, `..%2fetc`, NUL, `__proto__`, `constructor`, a look-alike',
    '404 FLAG_NOT_FOUND',
    keys('x'.repeat(129), '..%2fetc', '%00', '__proto__', 'constructor', 'chеckout'),
  ],
  ['B21', 'a key that is no percent-encoding', '400 PARSE_ERROR', keys('%E0%A4%A')],
  ['B21', 'no key but a slash: all flags', '200', keys('')],
  [
    'B22',
    '`If-None-Match` with 1,000 tags, `*`, a weak one, one of 10 KB',
    '200',
    ({ ask }) =>
      each(
        [Array.from({ length: 1_000 }, () => '"x"').join(), '*', 'W/"x"', `"${'x'.repeat(10_000)}"`],
        (tag) => ask(bulk, { headers: { 'if-none-match': tag } }),
      ),
  ],
  [
    'B23',
    '`flagConfigEtag` and `flagConfigLastModified` that are none',
    '200',
    ({ ask }) =>
      each(['nonsense', '-1', "1'; drop table", '9-9-x'], (value) =>
        ask(`${bulk}?flagConfigEtag=${encodeURIComponent(value)}&flagConfigLastModified=-1`),
      ),
  ],
  [
    'B25',
    'attributes that claim another environment',
    '200 true',
    bodies([asContext({ ...german, $schema: 'x', environment: 'prod', flagSet: 'prod' })]),
  ],
];
