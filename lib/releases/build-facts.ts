import { isDnsLabel } from "../base/dns-names.ts";
import { isDigest, isRepository, isTag } from "../model/image.ts";

/** A string that describes a build: the test for its value, and the problem of other values. */
interface Fact {
  readonly isValid: (value: string) => boolean;
  readonly problem: string;
}

/** The strings with a form that describe a build and its channel. */
export const BUILD_FACTS = {
  image: { isValid: isRepository, problem: "is not an image repository without tag and digest" },
  tag: { isValid: isTag, problem: "is not an image tag" },
  digest: { isValid: isDigest, problem: 'is not "sha256:" and 64 hex digits' },
  commit: { isValid: (commit) => /^[0-9a-f]{7,64}$/.test(commit), problem: "is not a git commit: 7 to 64 hex digits" },
  channel: { isValid: isDnsLabel, problem: "is not a DNS label" },
  builtAt: { isValid: isTime, problem: "is not a time such as 2026-01-31T12:00:00Z" },
} as const satisfies Readonly<Record<string, Fact>>;

/** Returns the parser of a fact. It throws an Error with the problem of a malformed value. */
export const factParser =
  (name: keyof typeof BUILD_FACTS) =>
  (value: string): string => {
    const { isValid, problem } = BUILD_FACTS[name];
    if (!isValid(value)) throw new Error(`"${value}" ${problem}`);
    return value;
  };

function isTime(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(Date.parse(text));
}
