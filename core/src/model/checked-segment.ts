import { segmentDefinitionSchema } from './segment.ts';
import { refuseInvisible } from './visible-texts.ts';

/** A segment as it may be saved: no ID, operand or name holds a character that nobody sees. */
export const checkedSegmentSchema = segmentDefinitionSchema.superRefine((segment, refinement) =>
  refuseInvisible(segment, refinement, { description: 'prose' }),
);
