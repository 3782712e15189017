import type { ConnectionLimits } from '@hoist/store/process';

/** Beside the connections that are streams. */
const others: ConnectionLimits = { idle: 1_000, most: 3_000 };

/** The limits of the port that apps reach, where so many streams may be open. */
export function toAppConnections(streams: number): ConnectionLimits {
  return { idle: streams + others.idle, most: streams + others.most };
}
