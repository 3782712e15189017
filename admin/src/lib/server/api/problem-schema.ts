import { z } from 'zod';
import { errorCodes } from '../errors/error-codes.ts';
import type { ErrorCode } from '../errors/error-codes.ts';
import { fieldErrorCodes } from '../errors/field-error-codes.ts';
import type { FieldErrorCode } from '../errors/field-error-codes.ts';

const said = {
  code: z.enum(Object.keys(fieldErrorCodes) as FieldErrorCode[]),
  message: z.string(),
};

/** The schema of a refusal: RFC 9457, extended by `code`, `errors` and `theirs`. */
export const problemSchema = z.object({
  type: z.string(),
  code: z.enum(Object.keys(errorCodes) as ErrorCode[]),
  status: z.int(),
  title: z.string(),
  detail: z.string(),
  errors: z
    .array(
      z.union([
        z.object({ pointer: z.string(), ...said }),
        z.object({ parameter: z.string(), ...said }),
        z.object({ header: z.string(), ...said }),
      ]),
    )
    .optional(),
  theirs: z.object({ value: z.unknown(), etag: z.string(), who: z.string(), when: z.string() }).optional(),
});
