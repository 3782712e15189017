/** The name of the field that holds what was chosen for an edit: `pick:add-rule-segment 0`. */
export function pickFieldOf(edit: string): string {
  return `pick:${edit}`;
}
