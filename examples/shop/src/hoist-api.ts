/** Hoist's REST API, as a machine with a token uses it. */
export interface HoistApi {
  /** The answer's JSON and etag; undefined for 404. Throws what the API says otherwise. */
  send(
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    body?: unknown,
    ifMatch?: string,
  ): Promise<{ readonly body: Readonly<Record<string, unknown>>; readonly etag: string } | undefined>;
}

export function createHoistApi(url: string, token: string): HoistApi {
  return {
    async send(method, path, body, ifMatch) {
      const answer = await fetch(`${url}/api/v1${path}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      if (answer.status === 404) return undefined;
      const json = (await answer.json()) as Readonly<Record<string, unknown>>;
      if (!answer.ok) throw new Error(`Hoist answered ${answer.status}: ${String(json['detail'] ?? '')}`);
      return { body: json, etag: answer.headers.get('etag') ?? '' };
    },
  };
}
