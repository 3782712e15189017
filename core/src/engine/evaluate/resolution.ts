import type { Json } from '../../model/json.ts';

/** Why a flag resolved as it did; every one is a standard reason of OpenFeature. */
export type Reason = 'STATIC' | 'DEFAULT' | 'TARGETING_MATCH' | 'SPLIT' | 'DISABLED' | 'ERROR';

/** OpenFeature's error codes. The engine itself never says TYPE_MISMATCH or the provider ones: its hosts do. */
export type ErrorCode =
  | 'FLAG_NOT_FOUND'
  | 'PARSE_ERROR'
  | 'TARGETING_KEY_MISSING'
  | 'INVALID_CONTEXT'
  | 'TYPE_MISMATCH'
  | 'PROVIDER_NOT_READY'
  | 'PROVIDER_FATAL'
  | 'GENERAL';

/**
 * What one flag is for one context. Frozen, and shared by all evaluations with the same outcome: compare it by identity,
 * never change it. `value` undefined means the app's code default.
 */
export interface Resolution {
  readonly flag: string;
  readonly variant: string | undefined;
  readonly value: Json | undefined;
  readonly reason: Reason;
  /** The id of the rule that served it, or `everyone-else`; undefined when no rule was asked. */
  readonly rule: string | undefined;
  /** Set exactly when `reason` is ERROR. */
  readonly errorCode: ErrorCode | undefined;
  readonly errorMessage: string | undefined;
  /** The environment's version that last changed this flag; 0 for a flag that does not exist. */
  readonly version: number;
  /** This outcome as the text of one OFREP item, made once. */
  readonly ofrep: string;
  /** `ofrep` after a comma, as all but the first in a list have it. */
  readonly ofrepNext: string;
  /** Bytes of `ofrep` in UTF-8. */
  readonly ofrepBytes: number;
  /** Equal for equal `ofrep`, in every process; made once. */
  readonly fingerprint: Fingerprint;
}

/** A 64-bit hash as two signed 32-bit integers. */
export interface Fingerprint {
  readonly high: number;
  readonly low: number;
}
