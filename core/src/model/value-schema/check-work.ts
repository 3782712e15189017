/** The steps that may be taken to check all values of one flag: at most half of the 50 ms that a turn may take. */
export const mostSteps = 500_000;

/** What is left of the steps of a check. */
export interface CheckWork {
  left: number;
}

/** The work of checking one flag. */
export function startWork(): CheckWork {
  return { left: mostSteps };
}

/** Takes steps; false when no more are left. From then on every answer is made in haste and means nothing. */
export function spend(work: CheckWork, steps: number): boolean {
  work.left -= steps;
  return work.left >= 0;
}

const charactersAStep = 8;

/** The steps of writing a text. */
export function stepsOfText({ length }: string): number {
  return 2 + Math.ceil(length / charactersAStep);
}

/** Whether the work was more than a check may take. */
export function isTooMuch(work: CheckWork): boolean {
  return work.left < 0;
}
