import { describe, expect, it } from 'vitest';
import { StoreUnavailableError } from '../errors.ts';
import { toStoreError } from './error.ts';

const fault = (code: unknown) => Object.assign(new Error('as the driver says it'), { code });

describe('toStoreError', () => {
  it.each(['EPIPE', 'ECONNRESET', 'ERR_SOCKET_CLOSED', 'ERR_STREAM_DESTROYED'])(
    'takes %s of a socket for a server that does not answer',
    (code) => {
      const error = toStoreError(fault(code), 'db:27017');
      expect(error).toBeInstanceOf(StoreUnavailableError);
      expect((error as Error).message).toBe(
        'MongoDB at db:27017 does not answer. Is it running, and is HOIST_STORE_URL right?',
      );
    },
  );

  it.each([new TypeError('a fault of ours'), fault(42), fault('ERR_INVALID_ARG_TYPE'), 'a text'])(
    'leaves %s alone, which is no fault of the store',
    (error) => expect(toStoreError(error, 'db')).toBe(error),
  );
});
