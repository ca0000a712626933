import { shorten } from "../../base/text.ts";
import { compareQuantities, normalizeQuantity } from "../quantity.ts";

/** Explains that a size of a server is malformed or below 64 MiB. Returns undefined if it is valid. */
export function serverBytesProblem(text: string): string | undefined {
  const normal = normalizeQuantity(text);
  if (normal === undefined) return `"${shorten(text)}" is not a quantity`;
  if (/[num]$/.test(normal)) return `${text} is not a whole number of bytes`;
  return compareQuantities(text, "64Mi") === -1 ? `must be at least 64Mi, got ${text}` : undefined;
}
