/** Reports a thing that could not be told. */
export type Fail = (to: string, error: unknown) => void;

/** Does some work. If it fails, the failure is reported, and the run goes on. */
export async function attempt(to: string, fail: Fail, work: () => void | Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    fail(to, error);
  }
}
