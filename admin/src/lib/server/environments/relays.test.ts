import { describe, expect, it } from 'vitest';
import { reachOf } from './relays.ts';
import { openFilledHoist, reportRelay, setUp } from '../testing.ts';

const minute = 60_000;

describe('how far a change has come', () => {
  it('says after how long, where every relay ran when it was saved', async () => {
    const hoist = await openFilledHoist();
    await setUp(hoist, 'dev');
    await reportRelay(hoist, 'one');
    const reach = await reachOf(hoist, 'dev');
    expect(reach).toMatchObject({ relays: 1, live: 1 });
    expect(reach.seconds).toBeLessThan(60);
  });

  it('says nothing of how long, once a relay has started again', async () => {
    const hoist = await openFilledHoist();
    await setUp(hoist, 'dev');
    await reportRelay(hoist, 'one');
    await reportRelay(hoist, 'two', { startedAt: new Date(Date.now() + minute).toISOString() });
    expect(await reachOf(hoist, 'dev')).toEqual({ relays: 2, live: 2, seconds: undefined });
  });
});
