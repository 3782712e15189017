import type { ValueType } from '../variant-values.ts';
import type { Json } from '../json.ts';
import type { ErrorCode, Fingerprint, Reason, Resolution } from '../resolution.ts';
import { toFingerprint } from './fingerprint.ts';

/** What all resolutions of one flag have in common. */
export interface ResolvedFlag {
  readonly key: string;
  readonly type: ValueType;
  readonly version: number;
  readonly environment: string;
}

/** A resolution that writes its OFREP text when it is first asked for. */
export class FlagResolution implements Resolution {
  readonly flag: string;
  readonly variant: string | undefined;
  readonly value: Json | undefined;
  readonly reason: Reason;
  readonly rule: string | undefined;
  readonly errorCode: ErrorCode | undefined;
  readonly errorMessage: string | undefined;
  readonly version: number;
  readonly #of: ResolvedFlag;
  #ofrep: string | undefined = undefined;
  #fingerprint: Fingerprint | undefined = undefined;

  constructor(
    of: ResolvedFlag,
    outcome: Pick<Resolution, 'reason'> &
      Partial<Pick<Resolution, 'variant' | 'value' | 'rule' | 'errorCode' | 'errorMessage'>>,
  ) {
    this.flag = of.key;
    this.variant = outcome.variant;
    this.value = outcome.value;
    this.reason = outcome.reason;
    this.rule = outcome.rule;
    this.errorCode = outcome.errorCode;
    this.errorMessage = outcome.errorMessage;
    this.version = of.version;
    this.#of = of;
    Object.freeze(this);
  }

  get ofrep(): string {
    return (this.#ofrep ??= this.errorCode === undefined ? this.#writeSuccess() : this.#writeError());
  }

  get fingerprint(): Fingerprint {
    return (this.#fingerprint ??= toFingerprint(this.ofrep));
  }

  #writeSuccess(): string {
    const { key, type, version, environment } = this.#of;
    const head = JSON.stringify({ key, reason: this.reason, variant: this.variant ?? '' }).slice(0, -1);
    const value = this.value === undefined ? '' : `,"value":${writeValue(this.value, type)}`;
    const metadata = JSON.stringify({ version, environment, flagSetId: environment });
    return `${head}${value},"metadata":${metadata}}`;
  }

  #writeError(): string {
    const { flag: key, errorCode, errorMessage: errorDetails } = this;
    return JSON.stringify({ key, errorCode, errorDetails, metadata: {} });
  }
}

/** A whole number of a float flag keeps its decimal point: other languages tell integers and floats apart by it. */
function writeValue(value: Json, type: ValueType): string {
  const text = JSON.stringify(value);
  return type === 'float' && /^-?\d+$/.test(text) ? `${text}.0` : text;
}
