/** The error of a promise that nothing settles. */
export class UnsettledError extends Error {}

/** Waits for a promise. If the process has nothing left to do first, nothing can settle the promise. @throws UnsettledError */
export async function untilIdle<T>(promise: Promise<T>): Promise<T> {
  const { promise: idle, reject } = Promise.withResolvers<never>();
  // The process ends if its last listener schedules nothing.
  const onIdle = (): void => void setImmediate(() => reject(new UnsettledError("nothing settles it")));
  process.once("beforeExit", onIdle);
  try {
    return await Promise.race([promise, idle]);
  } finally {
    process.off("beforeExit", onIdle);
  }
}
