import { createLogger } from '@hoist/store/process';

/** The process's log; its level is `HOIST_LOG_LEVEL`'s once that is read. */
export const log = createLogger('info');
