/** Returns the seconds since `start`, rounded to milliseconds. @param start a value of `performance.now()` */
export const secondsSince = (start: number): number => Math.round(performance.now() - start) / 1000;
