import { escapeRegExp } from "../base/text.ts";

/** A line of CODEOWNERS. */
export interface OwnersRule {
  readonly pattern: string;
  /** `@ada`, `@acme/platform`. Empty: the files have no owner. */
  readonly owners: readonly string[];
}

/** Parses CODEOWNERS. Owners that are email addresses are left out: a review names an account. */
export const parseCodeowners = (text: string): readonly OwnersRule[] =>
  text.split(/\r?\n/).flatMap((line) => {
    const [pattern = "", ...owners] = line
      .replace(/(^|\s)#.*$/, "")
      .trim()
      .split(/\s+/);
    return pattern === "" ? [] : [{ pattern, owners: owners.filter((owner) => owner.startsWith("@")) }];
  });

/** Returns the owners of a file: those of the last pattern that matches, as on GitHub. */
export const ownersOf = (rules: readonly OwnersRule[], file: string): readonly string[] =>
  rules.findLast(({ pattern }) => matches(pattern, file))?.owners ?? [];

function matches(pattern: string, file: string): boolean {
  // A slash that is not at the end anchors the pattern at the root.
  const anchored = pattern.slice(0, -1).includes("/");
  const body = pattern.replace(/^\//, "").replace(/\/$/, "");
  const source = body
    .split(/(\*\*\/|\*\*|\*|\?)/)
    .map((part) => PARTS[part] ?? escapeRegExp(part))
    .join("");
  // A directory owns what is below it. `docs/*` owns only the files in docs.
  const below = pattern.endsWith("/") ? "/.*" : pattern.endsWith("/*") ? "" : "(?:/.*)?";
  return new RegExp(`^${anchored ? "" : "(?:.*/)?"}${source}${below}$`, "s").test(file);
}

const PARTS: Readonly<Record<string, string>> = { "**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]" };
