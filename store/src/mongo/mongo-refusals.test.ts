import { inspect } from 'node:util';
import { createConnection } from 'mongoose';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { commitPart } from '../contract/commit-part.ts';
import { openLog } from '../log/open-log.ts';
import { openStore } from '../open-store.ts';
import { startMongoServer } from '../testing/mongo-server.ts';
import { startTcpProxy } from '../testing/tcp-proxy.ts';

const server = await startMongoServer();
afterAll(() => server?.stop());

/** The sentence that a URL is refused with. Nothing that could be logged of the error holds the password. */
async function refusalOf(url: string): Promise<string> {
  const error: unknown = await openStore({ url }).then(
    () => 'It opened.',
    (reason: unknown) => reason,
  );
  expect(inspect(error, { depth: Infinity, showHidden: true })).not.toContain('s3cret');
  return error instanceof Error ? error.message : String(error);
}

describe('the mongo store refuses', () => {
  it.each([
    ['mongodb://ann:s3cret@127.0.0.1:1/hoist', 'MongoDB at 127.0.0.1:1 does not answer. Is it running'],
    ['mongodb://ann:s3cret@nobody.invalid/hoist', 'MongoDB at nobody.invalid does not answer'],
    ['mongodb+srv://ann:s3cret@nobody.invalid/hoist', 'No DNS record names the MongoDB servers of nobody'],
    ['mongodb://ann:s3cret/x@127.0.0.1:1/hoist', 'percent-encoding'],
    ['mongodb://ann:x@s3cret@127.0.0.1:1/hoist', 'percent-encoding'],
    ['mongodb://ann:s3cret%@127.0.0.1:1/hoist', 'percent-encoding'],
    ['mongodb://ann:s3cret@127.0.0.1:1/hoist?nonsense=1', 'option nonsense is not supported'],
    ['mongodb://', 'HOIST_STORE_URL cannot be read'],
  ])('%s, saying why', async (url, why) => {
    expect(await refusalOf(url)).toContain(why);
  });

  it.runIf(server)('a server that is too old', async () => {
    const { url, remove } = await server!.fresh();
    onTestFinished(remove);
    const store = await openStore({ url });
    const version = store.description.slice('mongodb '.length);
    await store.close();
    const target = new URL(url);
    const proxy = await startTcpProxy(Number(target.port || 27017));
    onTestFinished(() => proxy.close());
    const old = `5${version.slice(1)}`;
    proxy.alter = (answer) => Buffer.from(answer.toString('latin1').replaceAll(version, old), 'latin1');
    target.port = String(proxy.port);
    target.searchParams.set('directConnection', 'true');
    expect(await refusalOf(target.toString())).toContain(
      `MongoDB ${old} at 127.0.0.1:${proxy.port} is too old: Hoist needs 6.0 or newer.`,
    );
  });
});

describe.runIf(server?.own)('the mongo store, of a server with users', () => {
  it('works for a user with readWrite, and names what others lack', async () => {
    const own = server!.own!;
    const address = `127.0.0.1:${own.port}/guarded`;
    const maker = await createConnection(`mongodb://${address}`).asPromise();
    for (const [user, role] of [
      ['writer', 'readWrite'],
      ['looker', 'read'],
    ])
      await maker.db!.command({ createUser: user, pwd: 's3cret', roles: [role] });
    await maker.close();
    await own.kill();
    await own.restart('--auth');
    onTestFinished(async () => {
      await own.kill();
      await own.restart();
    });

    const wrong = 'refuses the user or the password. Correct them in HOIST_STORE_URL';
    expect(await refusalOf(`mongodb://writer:not-s3cret@${address}`)).toContain(wrong);
    expect(await refusalOf(`mongodb://nobody:s3cret@${address}`)).toContain(wrong);
    const powerless = 'Give it the role readWrite on the database';
    expect(await refusalOf(`mongodb://${address}`)).toContain(powerless);
    expect(await refusalOf(`mongodb://looker:s3cret@${address}`)).toContain(powerless);

    const store = await openStore({ url: `mongodb://writer:s3cret@${address}` });
    onTestFinished(() => store.close());
    expect(store.description).not.toContain('s3cret');
    const reader = await openLog(store, 'a');
    onTestFinished(() => reader.close());
    expect(await commitPart(store, reader, { idempotencyKey: 'one', partKey: 'x', value: 1 })).toMatchObject({
      outcome: 'committed',
    });
    // Who need not migrate finds a schema that is there already, and learns at its first write.
    const looking = await openStore({ url: `mongodb://looker:s3cret@${address}`, migrate: false });
    onTestFinished(() => looking.close());
    await expect(looking.lease('job', 'looker', 1, 1)).rejects.toThrow(powerless);
  }, 120_000);
});
