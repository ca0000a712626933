/** A line now and then is enough, also for the log of a CI. */
const TELL_MS = 10_000;

/** Says every ten seconds how far it is, while work goes on. */
export async function tellWhile<T>(say: (line: string) => void, howFar: () => string, work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  const timer = setInterval(() => say(`${howFar()}, ${Math.round((performance.now() - start) / 1000)} s`), TELL_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
