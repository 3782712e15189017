import type { JsonValue, Provider, ResolutionDetails } from '@openfeature/server-sdk';

const onOff: ResolutionDetails<boolean> = { value: true, reason: 'STATIC', variant: 'on' };
const text: ResolutionDetails<string> = { value: 'red', reason: 'STATIC', variant: 'red' };

/** A provider that returns a constant: the least that an evaluation through the SDK's client can take. */
export class ConstantProvider implements Provider {
  readonly metadata = { name: 'constant' } as const;
  readonly runsOn = 'server';

  async resolveBooleanEvaluation() {
    return onOff;
  }

  async resolveStringEvaluation() {
    return text;
  }

  async resolveNumberEvaluation() {
    return { value: 1 };
  }

  async resolveObjectEvaluation<Value extends JsonValue>(_flag: string, fallback: Value) {
    return { value: fallback };
  }
}
