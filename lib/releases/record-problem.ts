import type { Pointer } from "./pointer.ts";
import type { Release } from "./release.ts";

/** Compares a pointer with the record that it names. Returns the problem; undefined if they agree. */
export function recordProblem(
  pointer: Pick<Pointer, "release" | "image" | "tag" | "digest">,
  record: Release | "broken" | undefined,
): string | undefined {
  const { release } = pointer;
  if (record === undefined) return `names the release ${release}, which does not exist`;
  if (record === "broken") return `names the release ${release}, whose record is broken`;
  const wrong = (["image", "tag", "digest"] as const).filter((field) => pointer[field] !== record[field]);
  if (wrong.length === 0) return undefined;
  const differences = wrong.map((field) => `${field} ${pointer[field]}`).join(", the ");
  return `has the ${differences}; its release ${release} has ${wrong.map((field) => record[field]).join(", ")}`;
}
