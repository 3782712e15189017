/** A finished OFREP answer. `body` is JSON text, or undefined where the status has none. */
export interface Answer {
  readonly status: number;
  readonly body: string | undefined;
  /** The length of the body in bytes of UTF-8, if it is known. */
  readonly bytes?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Failure {
  readonly key?: string;
  readonly errorCode: string;
  readonly errorDetails: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Makes a failure in the form that every client reads: code, details and an empty metadata object. */
export function fail(status: number, { key, errorCode, errorDetails, headers }: Failure): Answer {
  const body = JSON.stringify({
    ...(key === undefined ? {} : { key }),
    errorCode,
    errorDetails,
    metadata: {},
  });
  return headers ? { status, body, headers } : { status, body };
}

/** Returns the length of a body in bytes of UTF-8. */
export function bytesOf({ bytes }: Answer, body: string): number {
  return bytes ?? Buffer.byteLength(body);
}

/** Returns the fastest encoding that writes a body as UTF-8: `latin1` for ASCII, which is copied unchanged. */
export function encodingOf(answer: Answer, body: string): 'latin1' | 'utf8' {
  return bytesOf(answer, body) === body.length ? 'latin1' : 'utf8';
}
