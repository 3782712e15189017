import { startMongoServer } from '@hoist/store/mongo-server';
import { afterAll, expect, it } from 'vitest';
import { describeFirstFlag } from './first-flag-story.ts';
import { RunningHoist } from './running-hoist.ts';

const server = await startMongoServer();
afterAll(() => server?.stop());

if (server) {
  describeFirstFlag('MongoDB', async () => RunningHoist.start((await server.fresh()).url));
} else {
  it('was NOT tried on MongoDB: no server here. Name one by MONGODB_URL, or install python3-venv', () => {
    expect(process.env['CI'], 'CI must try MongoDB').not.toBe('true');
  });
}
