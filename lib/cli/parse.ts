/** A flag's text as it is. */
export const text = (value: string): string => value;

/** A flag that takes a text. */
export const textFlag = (brief: string, placeholder: string) => ({ kind: "parsed", parse: text, brief, placeholder }) as const;

export function wholeNumber(value: string): number {
  const number = Number(value);
  if (!/^\d+$/.test(value) || !Number.isSafeInteger(number)) throw new Error(`"${value}" is not a whole number`);
  return number;
}

/** What Node's timers can wait: milliseconds in 31 bits. */
const MOST_SECONDS = Math.floor((2 ** 31 - 1) / 1000);

/** Whole seconds from 1 that a timer can wait. */
export function timerSeconds(value: string): number {
  const number = wholeNumber(value);
  if (number < 1 || number > MOST_SECONDS) throw new Error(`"${value}" is not a number of seconds from 1 to ${MOST_SECONDS}`);
  return number;
}

/** A whole number from 1. */
export function positive(value: string): number {
  const number = wholeNumber(value);
  if (number < 1) throw new Error(`"${value}" is not at least 1`);
  return number;
}
