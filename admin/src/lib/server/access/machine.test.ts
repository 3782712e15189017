import { sha256 } from '@hoist/store';
import { describe, expect, it } from 'vitest';
import { UseCaseError } from '../errors/use-case-error.ts';
import { mira, openFilledHoist } from '../testing.ts';
import { keepBootstrapToken } from '../tokens/keep-bootstrap-token.ts';
import { createToken, listTokens, revokeToken } from '../tokens/tokens.ts';
import { changeFlag } from '../flags/flags.ts';
import { etagOfPart } from '../definitions/definitions.ts';
import { captureLog } from '../logging/testing-log.ts';
import { createMachineCheck } from './machine.ts';
import { TokenUse } from './token-use.ts';

const secret = 't'.repeat(43);
const bearer = (text: string) => `Bearer ${text}`;

async function open() {
  const clock = { now: Date.parse('2031-05-06T07:08:09Z') };
  const hoist = await openFilledHoist(() => clock.now);
  const check = createMachineCheck(hoist.access, new TokenUse(hoist.store.records, hoist.now), hoist.now);
  const refusalOf = (text: string) => {
    const asked = check(bearer(text));
    return asked instanceof UseCaseError ? [asked.code, asked.detail] : asked;
  };
  return { clock, hoist, check, refusalOf };
}

describe('a machine', () => {
  it('is known by its token, with its role, and named in histories', async () => {
    const { hoist, check } = await open();
    const { token } = await createToken(hoist, mira, { name: 'Deploys', role: 'editor' });
    const machine = check(bearer(token));
    if (!machine || machine instanceof UseCaseError) throw new Error('It is not known.');
    expect(machine).toMatchObject({ kind: 'token', name: 'Deploys', role: 'editor' });
    expect(check(`bearer ${token}`)).toEqual(machine);
    const ifMatch = etagOfPart(hoist.definitions, 'flag/checkout');
    await changeFlag(hoist, machine, { key: 'checkout', ifMatch, patch: { name: 'Till' } });
    const { state } = hoist.definitions;
    const [record] = await hoist.store.read('definitions', state.version - 1, 1);
    expect(record?.who).toEqual({ kind: 'token', id: machine.id, name: 'Deploys' });
  });

  it.each([
    null,
    '',
    'Bearer',
    'Bearer ',
    `Basic ${secret}`,
    `Bearer ${'t'.repeat(42)}`,
    `Bearer ${secret} x`,
  ])('is not known by %j', async (header) => {
    const { hoist, check } = await open();
    await keepBootstrapToken(hoist, secret, 'variable');
    expect(check(header)).toBeUndefined();
  });

  it('whose token has expired, or was revoked, is told so', async () => {
    const { clock, hoist, refusalOf } = await open();
    const expiresAt = '2031-05-06T08:00:00.000Z';
    const short = await createToken(hoist, mira, { name: 'Short', role: 'viewer', expiresAt });
    const other = await createToken(hoist, mira, { name: 'Other', role: 'viewer' });
    expect(refusalOf(short.token)).toMatchObject({ name: 'Short' });
    clock.now = Date.parse(expiresAt);
    expect(refusalOf(short.token)).toEqual([
      'token-expired',
      expect.stringContaining(`'Short' expired at ${expiresAt}`),
    ]);
    await revokeToken(hoist, mira, { id: other.id });
    expect(refusalOf(other.token)).toEqual(['token-revoked', expect.stringContaining("'Other' was revoked")]);
  });
});

describe('the last use of a token', () => {
  it('is kept to the minute, written once a minute', async () => {
    const { clock, hoist } = await open();
    let writes = 0;
    const { records } = hoist.store;
    const counted = {
      ...records,
      update: (...sent: Parameters<typeof records.update>) => (writes++, records.update(...sent)),
    };
    const use = new TokenUse(counted, hoist.now);
    for (let count = 0; count < 100; count++) use.note('one');
    await expect.poll(() => use.read()).toEqual(new Map([['one', Date.parse('2031-05-06T07:08:00Z')]]));
    clock.now += 60_000;
    for (let count = 0; count < 100; count++) use.note('one');
    await expect.poll(() => use.read()).toEqual(new Map([['one', Date.parse('2031-05-06T07:09:00Z')]]));
    expect(writes).toBe(2);
  });
});

describe('the bootstrap token', () => {
  it('is one of the tokens, and once revoked stays so, though the variable still holds it', async () => {
    const { hoist, refusalOf } = await open();
    await keepBootstrapToken(hoist, secret, 'variable');
    await keepBootstrapToken(hoist, secret, 'variable');
    const [token, ...more] = await listTokens(hoist);
    expect([token?.name, token?.role, token?.source, more]).toEqual([
      'Bootstrap token',
      'admin',
      'variable',
      [],
    ]);
    expect(refusalOf(secret)).toMatchObject({ role: 'admin', name: 'Bootstrap token' });
    await revokeToken(hoist, mira, { id: token?.id ?? '' });
    const log = captureLog();
    await keepBootstrapToken(hoist, secret, 'variable');
    log.restore();
    expect(log.lines).toMatchObject([
      { level: 'warn', message: expect.stringContaining('it stays so') as string },
    ]);
    expect(refusalOf(secret)).toMatchObject(['token-revoked', expect.any(String) as string]);
  });

  it('of another value of the variable takes the place of the one before; that of a file does not', async () => {
    const { hoist, refusalOf } = await open();
    const [first, second, file] = ['a', 'b', 'c'].map((letter) => letter.repeat(43)) as [
      string,
      string,
      string,
    ];
    await keepBootstrapToken(hoist, file, 'file');
    await keepBootstrapToken(hoist, first, 'variable');
    await keepBootstrapToken(hoist, second, 'variable');
    expect(refusalOf(first)).toMatchObject(['token-revoked', expect.any(String) as string]);
    expect([refusalOf(second), refusalOf(file)]).toMatchObject([{ role: 'admin' }, { role: 'admin' }]);
  });
});

it('no text of a token is stored', async () => {
  const { hoist } = await open();
  const { token } = await createToken(hoist, mira, { name: 'Deploys', role: 'admin' });
  const all = await hoist.store.read('access', 0, 100);
  const parts = await hoist.store.getParts(all.flatMap(({ set }) => set.map(([, digest]) => digest)));
  expect(JSON.stringify([all, [...parts.values()]])).not.toContain(token);
  expect(JSON.stringify([...parts.values()])).toContain(sha256(token));
});
