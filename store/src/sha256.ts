import { hash } from 'node:crypto';
import type { Sha256 } from '@hoist/core';

/** SHA-256 of a text's UTF-8 bytes, by Node. */
export const sha256: Sha256 = (text) => hash('sha256', text);
