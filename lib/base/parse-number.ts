/** Parses a whole number from 0. */
export function wholeNumber(value: string): number {
  const number = Number(value);
  if (!/^\d+$/.test(value) || !Number.isSafeInteger(number)) throw new Error(`"${value}" is not a whole number`);
  return number;
}

/** The maximum of Node's timers in seconds: 31 bits of milliseconds. */
const MAX_TIMER_SECONDS = Math.floor((2 ** 31 - 1) / 1000);

/** Parses whole seconds, from 1 to the maximum of a timer. */
export function timerSeconds(value: string): number {
  const number = wholeNumber(value);
  if (number >= 1 && number <= MAX_TIMER_SECONDS) return number;
  throw new Error(`"${value}" is not a number of seconds from 1 to ${MAX_TIMER_SECONDS}`);
}

/** Parses seconds, greater than 0, at most 3600. */
export function positiveSeconds(value: string): number {
  const number = Number(value);
  if (number > 0 && number <= 3600) return number;
  throw new Error(`"${value}" must be greater than 0 and at most 3600`);
}

/** Parses a whole number from 1. */
export function positive(value: string): number {
  const number = wholeNumber(value);
  if (number < 1) throw new Error(`"${value}" must be at least 1`);
  return number;
}

/** Parses the number of a port. */
export function portNumber(value: string): number {
  const port = Number(value);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new Error(`"${value}" is not a port from 1 to 65535`);
}
