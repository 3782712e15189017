/** The number that `count` decimal digits from `from` on write, -1 when one of them is none. Allocates nothing. */
export function digitsAt(text: string, from: number, count: number): number {
  let number = 0;
  for (let index = from; index < from + count; index++) {
    const digit = text.charCodeAt(index) - 0x30;
    // Beyond the end the code is NaN, which is neither.
    if (!(digit >= 0 && digit <= 9)) return -1;
    number = number * 10 + digit;
  }
  return number;
}
