/** A finished OFREP answer. `body` is JSON text, or undefined where the status has none. */
export interface Answer {
  readonly status: number;
  readonly body: string | undefined;
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
