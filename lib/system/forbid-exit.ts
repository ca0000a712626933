const exit = process.exit.bind(process);

/** The two functions that end the process. Node's `exit` calls the second one, which is not documented. */
const ENDS = ["exit", "reallyExit"] as const;
const originals = ENDS.map((name) => [name, Object.getOwnPropertyDescriptor(process, name)] as const);

/** The error of code that may not end the process. */
export class ExitError extends Error {}

/** Makes `process.exit` and `process.reallyExit` throw an ExitError. @returns a function that undoes it */
export function forbidExit(): () => void {
  const before = ENDS.map((name) => [name, Object.getOwnPropertyDescriptor(process, name)] as const);
  for (const name of ENDS) {
    const refuse = (code?: number | string | null): never => {
      throw new ExitError(`called process.${name}(${code ?? ""})`);
    };
    Object.defineProperty(process, name, { value: refuse, configurable: true, enumerable: true, writable: true });
  }
  return () => restore(before);
}

/** Ends the process, also while `process.exit` is forbidden. */
export function exitProcess(code: number): never {
  restore(originals);
  return exit(code);
}

function restore(descriptors: typeof originals): void {
  for (const [name, descriptor] of descriptors) if (descriptor !== undefined) Object.defineProperty(process, name, descriptor);
}
