import { messageOf } from "../../base/errors.ts";

interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

interface Result {
  readonly issues?: readonly Issue[] | undefined;
}

/** A schema of any library, such as zod, valibot or arktype. Source: Standard Schema, version 1. */
export interface StandardSchema<T> {
  readonly "~standard": {
    readonly validate: (value: unknown) => Result | Promise<Result>;
    /** Exists for the compiler only. */
    readonly types?: { readonly input: T } | undefined;
  };
}

/** Lists the problems that a schema finds in a value, each with its path. */
export function standardProblems(
  schema: StandardSchema<object>,
  value: unknown,
): readonly { readonly path: string; readonly message: string }[] {
  let result: Result | Promise<Result>;
  try {
    result = schema["~standard"].validate(value);
  } catch (error) {
    return [{ path: "", message: `the schema of its kind failed: ${messageOf(error)}` }];
  }
  if (result instanceof Promise) {
    // Fairlead does not wait for the answer, so a rejection must not end the process.
    result.catch(() => undefined);
    return [{ path: "", message: "the schema of its kind must not be asynchronous" }];
  }
  return (result.issues ?? []).map(({ message, path = [] }) => ({ path: path.map(keyOf).join("."), message }));
}

const keyOf = (part: PropertyKey | { readonly key: PropertyKey }): string => String(typeof part === "object" ? part.key : part);
