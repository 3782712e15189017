/** A finished OFREP answer. `body` is JSON text, or undefined where the status has none. */
export interface Answer {
  readonly status: number;
  readonly body: string | undefined;
  /** Bytes of the body in UTF-8, where they are known. */
  readonly bytes?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Failure {
  readonly key?: string;
  readonly errorCode: string;
  readonly errorDetails: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A failure in the shape that every client reads: code, details and an empty metadata object. */
export function fail(status: number, { key, errorCode, errorDetails, headers }: Failure): Answer {
  const body = JSON.stringify({
    ...(key === undefined ? {} : { key }),
    errorCode,
    errorDetails,
    metadata: {},
  });
  return headers ? { status, body, headers } : { status, body };
}

/** How long a body is on the wire. */
export function bytesOf({ bytes }: Answer, body: string): number {
  return bytes ?? Buffer.byteLength(body);
}

/** The quickest encoding that gives a body's UTF-8: texts of one byte a character are ASCII, and copied as they are. */
export function encodingOf(answer: Answer, body: string): 'latin1' | 'utf8' {
  return bytesOf(answer, body) === body.length ? 'latin1' : 'utf8';
}
