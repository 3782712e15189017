import { isJsonObject } from '@hoist/core';
import type { Json } from '@hoist/core';

export interface Question {
  readonly relayUrl: string;
  readonly key: string;
  readonly flag: string;
  /** The OFREP context. */
  readonly context: Json;
}

/** What the relay said, in words; `text` is its answer as it came. */
export interface RelayAnswer {
  readonly good: boolean;
  readonly title: string;
  readonly why: string;
  readonly status: number | undefined;
  readonly milliseconds: number;
  readonly text: string;
}

const reasons: Readonly<Record<string, string>> = {
  STATIC: 'Everyone gets the same here.',
  TARGETING_MATCH: 'Who gets it decided: a segment, a rule or a region.',
  SPLIT: 'Decided by percentage: this ID is always in the same part.',
  DEFAULT: 'None of the segments or rules fits: this is what everyone else gets.',
  DISABLED: 'The flag is off here, or not set up.',
};

const failures: Readonly<Record<number, string>> = {
  401: 'The relay does not know this key. Make one here, or check that it belongs to this relay.',
  403: 'This key may not ask for this flag. A client key reads only flags that browsers may read.',
  404: 'The relay does not know this flag. A flag that was just created arrives within a second: ask again.',
  503: 'The relay has no rules to answer from yet. Ask again in a second.',
};

/** Sends a real OFREP request, as any app does, and says what came back. Never rejects. */
export async function askRelay({ relayUrl, key, flag, context }: Question): Promise<RelayAnswer> {
  const startedAt = performance.now();
  const passed = () => Math.round(performance.now() - startedAt);
  try {
    const response = await fetch(`${relayUrl}/ofrep/v1/evaluate/flags/${encodeURIComponent(flag)}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body: JSON.stringify({ context }),
      redirect: 'error',
      signal: AbortSignal.timeout(5_000),
    });
    const text = (await response.text()).slice(0, 20_000);
    return { ...toWords(response.status, text), status: response.status, milliseconds: passed(), text };
  } catch {
    return {
      good: false,
      title: 'No answer',
      why: `No relay answered at ${relayUrl}. Is it running, and is HOIST_RELAY_PUBLIC_URL its address?`,
      status: undefined,
      milliseconds: passed(),
      text: '',
    };
  }
}

function toWords(status: number, text: string): Pick<RelayAnswer, 'good' | 'title' | 'why'> {
  const body = parse(text);
  if (status !== 200) {
    const details = String(body['errorDetails'] ?? '');
    return {
      good: false,
      title: `Refused with ${status}`,
      why: failures[status] ?? (details || 'See the answer below.'),
    };
  }
  const why = reasons[String(body['reason'] ?? '')] ?? 'See the answer below.';
  const variant =
    typeof body['variant'] === 'string' && body['variant'] !== '' ? ` (${body['variant']})` : '';
  if (body['value'] === undefined)
    return { good: true, title: 'No value: the app uses its own default', why };
  return { good: true, title: `${JSON.stringify(body['value'])}${variant}`, why };
}

function parse(text: string): Readonly<Record<string, Json>> {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : {};
  } catch {
    return {};
  }
}
