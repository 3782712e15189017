import { expect } from 'vitest';
import { messagesOf, toProblem } from './api.ts';
import type { Answer, Api, Sending } from './api.ts';

export type Call = readonly [method: string, path: string, sending?: Sending];

/** Sends what has to be refused, and sees that everything is afterwards as it was before. */
export class Refusals {
  readonly #api: Api;

  constructor(api: Api) {
    this.#api = api;
  }

  async refuse(status: number, call: Call, by: Api = this.#api): Promise<Answer> {
    const before = await this.everything();
    const answer = await by.send(...call);
    expect([answer.status, answer.status === status && toProblem(answer).status]).toEqual([status, status]);
    expect(await this.everything()).toEqual(before);
    return answer;
  }

  /** Where a 422 says that something is wrong. */
  async refuseFields(call: Call): Promise<readonly string[]> {
    return Object.keys(messagesOf(await this.refuse(422, call)));
  }

  /** All that the API tells, to be compared; evaluations arrive whenever they do. */
  async everything(): Promise<readonly unknown[]> {
    const paths = [
      'flags',
      'segments',
      'bucket-groups',
      'regions',
      'environments',
      'keys?environment=dev',
      'versions/dev',
      'versions/prod',
    ];
    const answers = await Promise.all(paths.map((path) => this.#api.done('GET', `/api/v1/${path}`)));
    return answers.map(({ body }) => JSON.parse(JSON.stringify(body, withoutUsage)) as unknown);
  }
}

function withoutUsage(name: string, value: unknown): unknown {
  return ['lastDay', 'evaluated', 'lastUsedOn'].includes(name) ? undefined : value;
}
