import fc from "fast-check";
import { expect, it } from "vitest";
import { parseLock } from "../../render/parse-lock.ts";
import { lockDifference } from "./lock-difference.ts";

const NAMES = ["ad", "ad-b", "cart", "mail", "platform"];

/** The lines of an entry in the forms that people and Fairlead write. */
const FORMS: readonly ((name: string, tag: string) => string)[] = [
  (name, tag) => `${name}:\n  channel: main\n  seq: 3\n  tag: ${tag}\n`,
  (name, tag) => `${name}:\n  tag: ${tag}\n`,
  (name, tag) => `${name}:\n  hold:\n    by: Ada\n    tag: v9\n  tag: ${tag}\n`,
  (name, tag) => `'${name}':\n  tag: '${tag}'\n`,
  (name, tag) => `"${name}":\n  tag: ${tag}\n`,
  (name, tag) => `# about ${name}\n${name}:\n\n  tag: ${tag} # ${tag}\n`,
  (name, tag) => `${name}: { tag: ${tag} }\n`,
  (name, tag) => `${name}: {\n  tag: ${tag}\n}\n`,
  (name, tag) => `${name}:\r\n  tag: ${tag}\r\n`,
  (name) => `${name}:\n  tag: no tag\n`,
  (name, tag) => `<<<<<<< HEAD\n${name}:\n  tag: ${tag}\n=======\n>>>>>>> side\n`,
];

/** Most entries have the form that Fairlead writes. */
const entry = fc.record({ form: fc.integer({ min: 0, max: 20 }), tag: fc.constantFrom("v1", "v2", "v10") });

const lock = fc.record({
  names: fc.shuffledSubarray(NAMES),
  entries: fc.array(entry, { minLength: NAMES.length, maxLength: NAMES.length }),
});

const locks = fc.record({ first: lock, second: lock, isSorted: fc.boolean(), same: fc.shuffledSubarray(NAMES) }).map((made) => {
  const texts = [made.first, made.second].map(({ names, entries }) =>
    (made.isSorted ? names.toSorted() : names).map((name) => {
      const source = made.same.includes(name) ? made.first.entries : entries;
      const { form, tag } = source[NAMES.indexOf(name)] ?? { form: 0, tag: "v1" };
      return (FORMS[form] ?? FORMS[0])?.(name, tag) ?? "";
    }),
  );
  return texts.map((lines) => lines.join(""));
});

/** Returns what two locks differ in, from both as a whole. */
function wholeDifference(before: string, after: string): ReadonlyMap<string, unknown> {
  const [old, next] = [before, after].map((text) => parseLock(text, "").lock);
  const names = NAMES.filter((name) => JSON.stringify(old?.get(name)) !== JSON.stringify(next?.get(name)));
  return new Map(names.map((name) => [name, { from: old?.get(name), to: next?.get(name) }]));
}

const isValid = (text: string): boolean => parseLock(text, "").problems.length === 0;

it("equals the difference of both locks as a whole, for all valid locks", () => {
  fc.assert(
    fc.property(locks, ([before = "", after = ""]) => {
      fc.pre([before, after].every(isValid));
      expect(lockDifference(Buffer.from(before), Buffer.from(after))).toEqual(wholeDifference(before, after));
    }),
    { numRuns: 3000 },
  );
});

it.each<[title: string, before: string, after: string, changed: string]>([
  ["the last line of an entry", "ad:\n  tag: v1\ncart:\n  tag: v1\n", "ad:\n  tag: v2\ncart:\n  tag: v1\n", "ad v1 v2"],
  ["an entry whose name begins another name", "ad:\n  tag: v1\n", "ad-b:\n  tag: v1\nad:\n  tag: v1\n", "ad-b - v1"],
  ["a lock that comes", "", "ad:\n  tag: v1\n", "ad - v1"],
  ["a lock that goes", "ad:\n  tag: v1\n", "", "ad v1 -"],
  ["a name that repeats the lines before", "ad:\n  tag: v1\n", "ad:\n  tag: v1\ncart:\n  tag: v1\n", "cart - v1"],
  ["a newline at the end", "ad:\n  tag: v1", "ad:\n  tag: v1\n", ""],
  ["a conflict", "ad:\n  tag: v1\n", "<<<<<<< HEAD\nad:\n  tag: v1\n", "ad v1 -"],
])("tells %s", (_title, before, after, changed) => {
  const found = [...lockDifference(Buffer.from(before), Buffer.from(after))];
  expect(found.map(([name, { from, to }]) => `${name} ${from?.tag ?? "-"} ${to?.tag ?? "-"}`).join(", ")).toBe(changed);
});
