import { quantile } from '../paired-rounds.ts';
import type { Row } from '../row.ts';
import { BenchedServer, toRequest } from './benched-server.ts';

interface Effort {
  readonly rounds: number;
  /** Milliseconds of load per server and round. */
  readonly slice: number;
}

interface Question {
  readonly name: string;
  readonly server: BenchedServer;
  readonly request: Buffer;
  readonly goal: number | null;
}

const standardEffort: Effort = { rounds: 15, slice: 400 };
const floorName = 'plain node:http, single';
const single = '/ofrep/v1/evaluate/flags';

/**
 * Measures the CPU time per request (user and system of the server's process) of the relay, beside plain `node:http`
 * that reads and parses the same body and answers a constant of the same size. Rounds are interleaved; loopback only.
 */
export async function measureRelay({ rounds, slice }: Effort = standardEffort): Promise<Row[]> {
  const relay = await BenchedServer.start('relay-server.ts');
  const sizes = await readSizes(relay);
  const [plain, plainBulk] = [await startPlain(sizes.single), await startPlain(sizes.bulk)];
  const ask = (path: string, etag?: string) => toRequest(path, { key: relay.key, ...(etag ? { etag } : {}) });
  const floors: readonly Question[] = [
    { name: floorName, server: plain, request: ask(`${single}/flag-1`), goal: null },
    { name: 'plain node:http, bulk of 100', server: plainBulk, request: ask(single), goal: null },
  ];
  const questions: readonly Question[] = [
    { name: 'relay, single, rule', server: relay, request: ask(`${single}/flag-1`), goal: 1.5 },
    { name: 'relay, single, percentage', server: relay, request: ask(`${single}/flag-2`), goal: 1.5 },
    { name: 'relay, bulk of 100', server: relay, request: ask(single), goal: 2 },
    { name: 'relay, bulk of 100, 304', server: relay, request: ask(single, sizes.etag), goal: 2 },
  ];
  try {
    const all = [...floors, ...questions];
    for (const { server, request } of all) await server.measure(request, slice);
    const times: number[][] = all.map(() => []);
    for (let round = 0; round < rounds; round++) {
      for (let turn = 0; turn < all.length; turn++) {
        const index = (turn + round) % all.length;
        const question = all[index];
        if (question) times[index]?.push(await question.server.measure(question.request, slice));
      }
    }
    return all.map((question, index) =>
      toRow(question, times[index] ?? [], times[question.name.includes('bulk') ? 1 : 0] ?? []),
    );
  } finally {
    for (const server of [relay, plain, plainBulk]) server.stop();
  }
}

function toRow({ name, goal, server }: Question, times: readonly number[], floor: readonly number[]): Row {
  const isFloor = server.key === '';
  const ratios = times.map((time, round) => time / (floor[round] ?? Number.NaN));
  return {
    name,
    value: quantile(times, 0.5),
    unit: 'us of CPU',
    against: isFloor ? null : name.includes('bulk') ? 'plain node:http, bulk of 100' : floorName,
    ratio: isFloor ? null : quantile(ratios, 0.5),
    spread: isFloor ? null : [quantile(ratios, 0.1), quantile(ratios, 0.9)],
    goal,
  };
}

function startPlain(bytes: number): Promise<BenchedServer> {
  return BenchedServer.start('plain-server.ts', [String(bytes)]);
}

/** Reads the sizes of the relay's answers and the entity tag of the bulk answer. Throws if it does not answer. */
async function readSizes(relay: BenchedServer): Promise<{ single: number; bulk: number; etag: string }> {
  const send = (path: string) => relay.fetch(toRequest(path, { key: relay.key }));
  const [one, all] = [await send(`${single}/flag-1`), await send(single)];
  const etag = /\r\netag: (\S+)/i.exec(all)?.[1] ?? '';
  return { single: bodyOf(one).length, bulk: bodyOf(all).length, etag };
}

function bodyOf(answer: string): string {
  return answer.slice(answer.indexOf('\r\n\r\n') + 4);
}
