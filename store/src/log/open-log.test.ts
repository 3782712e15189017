import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { StoreUnavailableError } from '../errors.ts';
import { commitParts, openTempStore, openTestLog } from '../testing/test-store.ts';
import { openLog } from './open-log.ts';

describe('what a state names', () => {
  it('is made ready before the reader has the state, and tried again where that fails', async () => {
    const store = await openTempStore();
    const writer = await openTestLog(store, 'a');
    const prepared: (readonly string[])[] = [];
    let fails = 1;
    const reader = await openLog(store, 'a', {
      prepare: async (view) => {
        await sleep(1);
        if (view.keys('flag/').length > 0 && fails-- > 0) throw new StoreUnavailableError('not yet');
        prepared.push(view.keys('flag/'));
      },
    });
    onTestFinished(() => reader.close());
    const seen: (readonly string[])[] = [];
    reader.subscribe(() => seen.push([...prepared.flat()]));
    await commitParts(store, writer, { 'flag/x': 1 });
    await vi.waitFor(() => expect(reader.keys('flag/')).toEqual(['flag/x']), {
      timeout: 20_000,
      interval: 5,
    });
    expect(fails).toBeLessThan(1);
    expect(seen).toEqual([['flag/x']]);
  });
});
