import { createLogger } from '@hoist/store/process';

/** The process's log. Its level is `info` until `HOIST_LOG_LEVEL` was read. */
export const log = createLogger('info');
