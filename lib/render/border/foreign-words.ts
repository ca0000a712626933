import { escapeRegExp } from "../../base/text.ts";
import type { ForeignName } from "../../model/model.ts";
import type { BorderReader, BorderStack } from "./border-reader.ts";

/** Finds projects and private DNS zones of other tiers. */
export function foreignWords({ foreign }: BorderStack): BorderReader | undefined {
  if (foreign.length === 0) return undefined;
  const pattern = new RegExp(`(?<![a-z0-9-])(?:${foreign.map(wordOf).join("|")})`);
  const bare = foreign.filter(({ name }) => isPlain(name)).map(({ name }) => escapeRegExp(name));
  const named = bare.length === 0 ? undefined : new RegExp(`(?:${BEFORE})(${bare.join("|")})(?![a-z0-9-])`);
  return {
    hints: foreign.map(({ name }) => escapeRegExp(name)),
    find: (text) => pattern.exec(text)?.[0] ?? named?.exec(text)?.[1],
  };
}

/** The texts that stand before a project: in resource names, in registries, and in variables and fields. */
const BEFORE = String.raw`\bprojects?\/|\.pkg\.dev\/|gcr\.io\/|(?<![a-z])project[\w.-]{0,32}["']?[=:]\s{0,4}["']?`;

/** The texts that stand after a project: in the addresses of accounts and pools. */
const AFTER = String.raw`\.iam\.gserviceaccount\.com|\.svc\.id\.goog`;

/** True if a name is a common word, such as `latest`. It counts only in the place of a project. */
const isPlain = (name: string): boolean => /^[a-z]+$/.test(name);

/** Matches a name as a whole word. A project may also start the name of a bucket, and a zone may end a host. */
function wordOf({ name, buckets }: ForeignName): string {
  const word = escapeRegExp(name);
  const starts = buckets.map((stack) => `|(?=-${escapeRegExp(stack)}-)`).join("");
  if (isPlain(name)) return `${word}(?:(?=${AFTER})${starts})`;
  // A zone that goes on is a host of somebody else: `prod.internal.example.com`.
  const end = name.endsWith(".internal") ? String.raw`(?![a-z0-9-]|\.[a-z0-9])` : "(?![a-z0-9-])";
  return `${word}(?:${end}${starts})`;
}
