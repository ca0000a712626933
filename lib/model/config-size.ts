import { utf8Bytes } from "../base/text.ts";

/** The API server refuses a ConfigMap above 1 MiB, and its metadata needs some of that. */
const MAX_BYTES = 900_000;

/** Explains why the data of a ConfigMap is too large. Returns undefined if it fits. */
export function sizeProblem(data: readonly (readonly [key: string, value: string])[]): string | undefined {
  // A character has at most three bytes in UTF-8, so most maps need no count of bytes.
  let characters = 0;
  for (const [key, value] of data) characters += key.length + value.length;
  if (characters * 3 <= MAX_BYTES) return undefined;
  let bytes = 0;
  for (const [key, value] of data) bytes += utf8Bytes(`${key}${value}`);
  return bytes > MAX_BYTES ? `has ${bytes} bytes; a ConfigMap holds at most ${MAX_BYTES}` : undefined;
}
