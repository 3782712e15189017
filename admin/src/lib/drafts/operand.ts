import type { Json } from '@hoist/core';

/** Which input an operand's JSON Schema asks for. */
type OperandKind = 'none' | 'segment' | 'scalar' | 'list' | 'json';

/** The types that a person can choose for what they typed. */
export type ScalarType = 'string' | 'number' | 'boolean';

export interface OperandForm {
  readonly kind: OperandKind;
  /** The types that the schema allows, the usual one first. */
  readonly types: readonly ScalarType[];
  /** The schema takes a bare value as well as a list of them, and perhaps an object with options. */
  readonly open?: true;
}

/** What was typed, as text, and how to read it. */
export interface OperandDraft {
  readonly operand: string;
  readonly type: ScalarType;
}

type Parsed = { readonly value: Json } | { readonly wrong: string };

const scalars: readonly ScalarType[] = ['string', 'number', 'boolean'];

/** The input for an operator's operand. An operator that asks about no attribute asks about a segment. */
export function toOperandForm(operator: {
  readonly takesAttribute: boolean;
  readonly schema: Json;
}): OperandForm {
  if (operator.schema === null) return { kind: 'none', types: [] };
  const schema = toObject(operator.schema);
  if (schema['type'] === 'array') return withTypes('list', typesOf(toObject(schema['items'])));
  const open = listAmong(schema);
  if (open) return { ...withTypes('list', typesOf(open)), open: true };
  const types = typesOf(schema);
  if (!operator.takesAttribute && types.join() === 'string') return { kind: 'segment', types };
  return withTypes('scalar', types);
}

/** Reads what was typed, by the form and the type chosen. */
export function parseOperand({ kind, types, open }: OperandForm, { operand, type }: OperandDraft): Parsed {
  const chosen = types.includes(type) ? type : (types[0] ?? 'string');
  if (kind === 'json') return parseJson(operand);
  if (kind !== 'list') return parseScalar(operand, chosen);
  const options = open && operand.trim().startsWith('{') ? parseJson(operand) : undefined;
  if (options && 'value' in options) return options;
  const lines = operand.split('\n').map((line) => line.trim());
  const values: Json[] = [];
  for (const line of lines.filter(Boolean)) {
    const parsed = parseScalar(line, chosen);
    if ('wrong' in parsed) return parsed;
    values.push(parsed.value);
  }
  const [first] = values;
  if (first === undefined) return { wrong: 'Enter at least one value, one a line.' };
  return { value: open && values.length === 1 ? first : values };
}

/** An operand as a person edits it. */
export function toOperandDraft(operand: Json | undefined, form: OperandForm): OperandDraft {
  const first = Array.isArray(operand) ? (operand as readonly Json[])[0] : operand;
  const type = scalars.find((candidate) => typeof first === candidate) ?? form.types[0] ?? 'string';
  if (operand === undefined) return { operand: '', type };
  const hasOptions = form.open && typeof operand === 'object' && !Array.isArray(operand);
  if (form.kind === 'json' || hasOptions) return { operand: JSON.stringify(operand, null, 2), type };
  const texts = (Array.isArray(operand) ? (operand as readonly Json[]) : [operand]).map(String);
  return { operand: texts.join('\n'), type };
}

function parseScalar(text: string, type: ScalarType): Parsed {
  const trimmed = text.trim();
  if (trimmed === '') return { wrong: 'Enter a value.' };
  if (type === 'string') return { value: trimmed };
  if (type === 'boolean') {
    return /^(true|false)$/i.test(trimmed)
      ? { value: trimmed.toLowerCase() === 'true' }
      : { wrong: `'${trimmed}' is neither true nor false.` };
  }
  const number = Number(trimmed);
  return Number.isFinite(number) ? { value: number } : { wrong: `'${trimmed}' is not a number.` };
}

function parseJson(text: string): Parsed {
  try {
    return { value: JSON.parse(text) as Json };
  } catch {
    return { wrong: 'Enter this value as JSON.' };
  }
}

function withTypes(kind: 'scalar' | 'list', types: readonly ScalarType[]): OperandForm {
  return types.length === 0 ? { kind: 'json', types } : { kind, types };
}

/** What a list holds, where a schema allows one bare value of the same type as well. */
function listAmong(schema: Readonly<Record<string, Json>>): Readonly<Record<string, Json>> | undefined {
  if (!Array.isArray(schema['anyOf'])) return undefined;
  const alternatives = (schema['anyOf'] as readonly Json[]).map(toObject);
  const items = toObject(alternatives.find(({ type }) => type === 'array')?.['items']);
  const types = typesOf(items).join();
  return types !== '' && alternatives.some((each) => typesOf(each).join() === types) ? items : undefined;
}

/** The scalar types of a schema and its alternatives; none where it allows anything else. */
function typesOf(schema: Readonly<Record<string, Json>>): ScalarType[] {
  const alternatives = schema['anyOf'] ?? schema['oneOf'];
  if (Array.isArray(alternatives)) {
    const found = (alternatives as readonly Json[]).map((alternative) => typesOf(toObject(alternative)));
    return found.some((types) => types.length === 0)
      ? []
      : scalars.filter((type) => found.flat().includes(type));
  }
  const named = Array.isArray(schema['type'])
    ? (schema['type'] as readonly Json[])
    : [schema['type'] ?? null];
  const types = named.map((type) => (type === 'integer' ? 'number' : type));
  return types.every((type) => scalars.some((scalar) => scalar === type))
    ? scalars.filter((scalar) => types.includes(scalar))
    : [];
}

function toObject(value: Json | undefined): Readonly<Record<string, Json>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, Json>>)
    : {};
}
