import { bucketGroupOperations } from './bucket-group-operations.ts';
import { comparisonOperations } from './comparison-operations.ts';
import { environmentOperations } from './environment-operations.ts';
import { flagOperations } from './flag-operations.ts';
import { historyOperations } from './history-operations.ts';
import { keyOperations } from './key-operations.ts';
import type { Operation } from './operation.ts';
import { peopleOperations } from './people-operations.ts';
import { regionOperations } from './region-operations.ts';
import { relayOperations } from './relay-operations.ts';
import { segmentOperations } from './segment-operations.ts';
import { settingOperations } from './setting-operations.ts';
import { tokenOperations } from './token-operations.ts';

/** All operations of the API. */
export const operations: readonly Operation[] = [
  ...environmentOperations,
  ...flagOperations,
  ...settingOperations,
  ...historyOperations,
  ...comparisonOperations,
  ...segmentOperations,
  ...bucketGroupOperations,
  ...regionOperations,
  ...keyOperations,
  ...peopleOperations,
  ...tokenOperations,
  ...relayOperations,
];
