/** A flag's text as it is. */
export const text = (value: string): string => value;

/** A flag that takes a text. */
export const textFlag = (brief: string, placeholder: string) => ({ kind: "parsed", parse: text, brief, placeholder }) as const;

export function wholeNumber(value: string): number {
  const number = Number(value);
  if (!/^\d+$/.test(value) || !Number.isSafeInteger(number)) throw new Error(`"${value}" is not a whole number`);
  return number;
}

/** A whole number from 1. */
export function positive(value: string): number {
  const number = wholeNumber(value);
  if (number < 1) throw new Error(`"${value}" is not at least 1`);
  return number;
}
