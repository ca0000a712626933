const exit = process.exit.bind(process);

/** The error of code that may not end the process. */
export class ExitError extends Error {}

/** Makes `process.exit` throw an ExitError. @returns a function that undoes it */
export function forbidExit(): () => void {
  const before = Object.getOwnPropertyDescriptor(process, "exit") ?? {};
  process.exit = (code) => {
    throw new ExitError(`called process.exit(${code ?? ""})`);
  };
  return () => void Object.defineProperty(process, "exit", before);
}

/** Ends the process, also while `process.exit` is forbidden. */
export const exitProcess = (code: number): never => exit(code);
