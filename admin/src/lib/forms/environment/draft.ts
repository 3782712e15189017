import type { Environment, JsonObject } from '@hoist/core';

/** An environment as a person edits it. */
export interface EnvironmentDraft {
  readonly name: string;
  readonly key: string;
  readonly colour: string;
  readonly protected: boolean;
}

/** Fills in the form from an environment. */
export function toEnvironmentDraft({
  name,
  key,
  colour,
  protected: isProtected,
}: Omit<Environment, 'order'>): EnvironmentDraft {
  return { name, key, colour, protected: isProtected };
}

/** Converts the draft to the input of a use case; the key of an environment that exists is the one it has. */
export function toEnvironmentInput(draft: EnvironmentDraft): {
  readonly input: JsonObject;
  readonly fields: Readonly<Record<string, string>>;
} {
  return { input: { ...draft, name: draft.name.trim(), key: draft.key.trim() }, fields: {} };
}
