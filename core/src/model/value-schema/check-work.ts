/** The steps that may be taken to check all values of one flag; 1,000,000 take a tenth of a second. */
export const mostSteps = 1_000_000;

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

/** Whether the work was more than a check may take. */
export function isTooMuch(work: CheckWork): boolean {
  return work.left < 0;
}
