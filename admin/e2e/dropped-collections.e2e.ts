import { setTimeout as sleep } from 'node:timers/promises';
import { disturbCollection } from '@hoist/store/disturb-collection';
import { startMongoServer } from '@hoist/store/mongo-server';
import type { MongoServer } from '@hoist/store/mongo-server';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { Api, booleanFlag, serve, settingFor } from './api.ts';
import { RunningHoist } from './running-hoist.ts';

const server = await startMongoServer();
afterAll(() => server?.stop());

const collections = [
  'versions',
  'parts',
  'records',
  'leases',
  'count_pages',
  'count_marks',
  'count_rollups',
  'schema',
];
/** How long each state of a collection lasts, in ms. */
const lasting = 150;
/** A process whose event loop stands still does not answer for so long, in ms. */
const frozen = 2_000;

/** Asks again and again until it is stopped; how long each answer took, in ms, and what was wrong with those that were. */
function ask(every: number, once: () => Promise<string | undefined>) {
  const times: number[] = [];
  const wrong: string[] = [];
  let running = true;
  const done = (async () => {
    while (running) {
      const started = performance.now();
      const problem = await once().catch(String);
      times.push(performance.now() - started);
      if (problem !== undefined) wrong.push(problem);
      await sleep(every);
    }
  })();
  const stop = async () => {
    running = false;
    await done;
    return { times: times.toSorted((one, other) => one - other), wrong };
  };
  return { stop };
}

function describeDropped({ fresh }: MongoServer): void {
  describe('collections of MongoDB that are dropped, renamed and made again under load', () => {
    it('stop no evaluation and no process, and saving goes on afterwards', async () => {
      const { url, remove } = await fresh();
      onTestFinished(remove);
      const hoist = await RunningHoist.start(url);
      onTestFinished(() => hoist.stop());
      const api = new Api(hoist);
      await api.done('POST', '/api/v1/flags', { body: booleanFlag('cart') });
      await api.set('cart', 'dev', settingFor([], serve('off')));
      const made = await api.done('POST', '/api/v1/keys', {
        body: { environment: 'dev', name: 'app', scope: 'server' },
      });
      const evaluate = async () => {
        const answer = await fetch(`${hoist.relayUrl}/ofrep/v1/evaluate/flags/cart`, {
          method: 'POST',
          headers: {
            authorization: `Bearer ${String(made.body['key'])}`,
            'content-type': 'application/json',
          },
          body: '{}',
          signal: AbortSignal.timeout(frozen),
        });
        return `${answer.status} ${await answer.text()}`;
      };
      await expect.poll(evaluate).toContain('"value":false');

      const evaluations = ask(2, async () => {
        const text = await evaluate();
        return text.startsWith('200 ') && text.includes('"value":false') ? undefined : text;
      });
      const lives = hoist.managementUrls.map((management) =>
        ask(20, async () => {
          const { status } = await fetch(`${management}/livez`, { signal: AbortSignal.timeout(frozen) });
          return status === 200 ? undefined : String(status);
        }),
      );
      let n = 0;
      const saves = ask(50, async () => {
        const { status } = await api.send('POST', '/api/v1/flags', { body: booleanFlag(`flag-${n++}`) });
        return status === 201 ? undefined : String(status);
      });
      for (const name of collections) await disturbCollection(url, name, lasting);
      await saves.stop();
      const { times, wrong } = await evaluations.stop();
      expect(wrong).toEqual([]);
      expect(times.length).toBeGreaterThan(500);
      for (const live of lives) {
        const answers = await live.stop();
        expect(answers.wrong).toEqual([]);
        expect(answers.times[Math.floor(answers.times.length / 2)]).toBeLessThan(100);
        expect(answers.times.at(-1)).toBeLessThan(frozen);
      }

      await expect
        .poll(() => api.set('cart', 'dev', settingFor([], serve('on'))).then(() => 'saved', String), {
          timeout: 10_000,
        })
        .toBe('saved');
      await expect.poll(evaluate).toContain('"value":true');
      expect(await Promise.all([hoist.killAdmin('SIGTERM'), hoist.killRelay('SIGTERM')])).toEqual([0, 0]);
    });
  });
}

if (server) describeDropped(server);
else
  it('was NOT tried on MongoDB: no server here. Name one by MONGODB_URL, or install python3-venv', () => {
    expect(process.env['CI'], 'CI must try MongoDB').not.toBe('true');
  });
