export { createYield } from './yield-to-event-loop.ts';
export { backOff } from './back-off.ts';
export { countLate, forgetLate, keepLate, lateDays, sealAfter } from './late-counts.ts';
export * from './errors.ts';
export { commit } from './log/commit.ts';
export type { Change, Committed, CommitRequest } from './log/commit.ts';
export type { LogReader } from './log/log-reader.ts';
export type { ChangedPart, ChangedParts, LogView, VerifiedPart } from './log/log-view.ts';
export { markOf } from './log/marks.ts';
export { openLog } from './log/open-log.ts';
export type { OpenLogOptions, Prepare } from './log/open-log-options.ts';
export { readRuleset, readRulesetInSlices } from './log/read-ruleset.ts';
export { readSnapshot } from './log/read-snapshot.ts';
export type { Snapshot } from './log/snapshot.ts';
export { refreshLogs } from './log/refresh-logs.ts';
export { verifyLog } from './log/verify-log.ts';
export { writeSnapshot } from './log/write-snapshot.ts';
export { openStore } from './open-store.ts';
export type { StoreOptions } from './open-store.ts';
export { ReopenableStore } from './reopenable-store.ts';
export type {
  CountMark,
  Counts,
  CountSlice,
  Head,
  Page,
  Records,
  Rollup,
  RollupKey,
  RollupLevel,
  RollupRow,
  Row,
  Store,
  VersionQuery,
  Where,
} from './port.ts';
export { sha256 } from './sha256.ts';
export { uniqueFields } from './unique-fields.ts';
