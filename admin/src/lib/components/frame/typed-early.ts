type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

interface Typed {
  readonly value: string;
  readonly checked: boolean | undefined;
}

const fields = 'input, select, textarea';
const early = new Map<Field, Typed>();

/** Notes what is typed before the page's own scripts run, which fill in fields as the server sent them. */
export function noteTypedEarly(): void {
  for (const field of document.querySelectorAll<Field>(fields)) if (isTyped(field)) note(field);
  addEventListener('input', noteTarget, true);
}

/** Types it once more for scripts that run by now. */
export function retypeEarly(): void {
  removeEventListener('input', noteTarget, true);
  for (const [field, { value, checked }] of early) {
    if (checked === undefined) field.value = value;
    else (field as HTMLInputElement).checked = checked;
    for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }));
  }
  early.clear();
}

function noteTarget({ target }: Event): void {
  if (target instanceof Element && target.matches(fields)) note(target as Field);
}

function note(field: Field): void {
  const isBox = field.type === 'checkbox' || field.type === 'radio';
  early.set(field, {
    value: field.value,
    checked: isBox ? (field as HTMLInputElement).checked : undefined,
  });
}

function isTyped(field: Field): boolean {
  if (field instanceof HTMLSelectElement) {
    const { options } = field;
    const chosen = [...options].filter(({ defaultSelected }) => defaultSelected);
    return field.value !== (chosen.at(-1) ?? options[0])?.value;
  }
  if (field.type === 'radio')
    return (field as HTMLInputElement).checked && !(field as HTMLInputElement).defaultChecked;
  if (field.type === 'checkbox')
    return (field as HTMLInputElement).checked !== (field as HTMLInputElement).defaultChecked;
  return field.value !== field.defaultValue;
}
