import { messageOf } from "../../base/errors.ts";
import { UserError } from "../../base/user-error.ts";

export type Json = Readonly<Record<string, unknown>>;

/** Parses a `package.json`. @throws Error with the reason if the text is not an object in JSON */
export const parsePackageJson = (text: string): Json => objectIn("the file", JSON.parse(text.replace(/^\uFEFF/, "")));

/** Returns an object; undefined is an empty one. @throws Error for another value */
export function objectIn(what: string, value: unknown = {}): Json {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  throw new Error(`${what} must be an object`);
}

/** Reads a file with a function. @throws UserError INVALID_CONFIG with the reason if the function fails */
export function orInvalid<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new UserError("INVALID_CONFIG", `${path}: ${messageOf(error)}; nothing was written`, {
      path,
      cause: error,
      hint: `fix or remove ${path}`,
    });
  }
}
