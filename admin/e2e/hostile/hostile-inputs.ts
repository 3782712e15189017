import { adminInputs } from './admin-inputs.ts';
import { httpFraming } from './http-framing.ts';
import type { Tried } from './hostile-input.ts';
import { keyInputs } from './keys.ts';
import { ofrepBodies } from './ofrep-bodies.ts';
import { operationInputs } from './operation.ts';
import { streamInputs } from './streams.ts';

/** All that is tried here, over HTTP. */
export const hostileInputs: readonly Tried[] = [
  ...httpFraming,
  ...ofrepBodies,
  ...keyInputs,
  ...streamInputs,
  ...adminInputs,
  ...operationInputs,
];
