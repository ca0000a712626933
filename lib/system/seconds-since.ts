/** How long something took, to the millisecond. @param start of `performance.now()` */
export const secondsSince = (start: number): number => Math.round(performance.now() - start) / 1000;
