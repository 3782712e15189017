import { utf8Length } from '../../model/utf8-length.ts';
import type { ValueType } from '../../model/variant-values.ts';
import type { Json } from '../../model/json.ts';
import type { ErrorCode, Fingerprint, Reason, Resolution } from './resolution.ts';
import { toFingerprint } from './fingerprint.ts';

/** What all resolutions of one flag have in common. */
export interface ResolvedFlag {
  readonly key: string;
  readonly type: ValueType;
  readonly version: number;
  readonly environment: string;
}

interface Written {
  readonly text: string;
  readonly next: string;
  readonly bytes: number;
  readonly fingerprint: Fingerprint;
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
  /** Undefined until it is first asked for: providers never do. */
  #written: Written | undefined = undefined;

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
    return (this.#written ?? this.#write()).text;
  }

  get ofrepNext(): string {
    return (this.#written ?? this.#write()).next;
  }

  get ofrepBytes(): number {
    return (this.#written ?? this.#write()).bytes;
  }

  get fingerprint(): Fingerprint {
    return (this.#written ?? this.#write()).fingerprint;
  }

  #write(): Written {
    // Joined, a text is one piece; a template is a tree of pieces, and slower to put together with others.
    const next = [',', this.errorCode === undefined ? this.#writeSuccess() : this.#writeError()].join('');
    const text = next.slice(1);
    const bytes = utf8Length(text);
    const written = { text, next, bytes, fingerprint: toFingerprint(text) };
    this.#written = written;
    return written;
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

/** A whole number of a float flag keeps its decimal point: other languages distinguish integers from floats by it. */
function writeValue(value: Json, type: ValueType): string {
  const text = JSON.stringify(value);
  return type === 'float' && /^-?\d+$/.test(text) ? `${text}.0` : text;
}
