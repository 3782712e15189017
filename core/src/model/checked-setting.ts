import { settingSchema } from './setting.ts';
import { refuseInvisible } from './visible-texts.ts';

/** A setting as it may be saved: no operand and no name holds a character that nobody sees; parameters of plugins are prose. */
export const checkedSettingSchema = settingSchema.superRefine((setting, refinement) =>
  refuseInvisible(setting, refinement, { reason: 'prose', params: 'prose' }),
);
