import { describe, expect, it } from "vitest";
import { RELEASE_1, RELEASE_2 } from "../../test/release-ids.ts";
import type { LockEntry } from "../resolve/lock.ts";
import { formatProblem } from "../base/problem.ts";
import { parseLock } from "./parse-lock.ts";

const FILE = "pulumi-gen/staging/versions.yaml";
const A = `sha256:${"a".repeat(64)}`;

const read = (text: string) => {
  const { lock, problems } = parseLock(text, FILE);
  return { lock: Object.fromEntries(lock), problems: problems.map((problem) => formatProblem(problem).replace(`${FILE}: `, "")) };
};

describe("parseLock", () => {
  const cart = { digest: A, tag: "v1.2.3" };

  it.each<readonly [string, string, Readonly<Record<string, LockEntry>>]>([
    ["nothing", "", {}],
    ["comments only", "# nothing runs here yet\n", {}],
    ["the form that an earlier Fairlead wrote", `ad: {tag: v1}\ncart: {digest: ${A}, tag: v1.2.3}\n`, { ad: { tag: "v1" }, cart }],
    [
      "an image of its own",
      `cart: {digest: ${A}, image: eu.gcr.io/shop/cart, tag: v1}\n`,
      { cart: { digest: A, image: "eu.gcr.io/shop/cart", tag: "v1" } },
    ],
    ["an image with a port", `cart: {image: 'localhost:5000/cart', tag: v1}\n`, { cart: { image: "localhost:5000/cart", tag: "v1" } }],
    ["a release", `cart: {release: ${RELEASE_1}, tag: v1}\n`, { cart: { release: RELEASE_1, tag: "v1" } }],
    [
      "the number of moves of the channel",
      `cart: {digest: ${A}, release: ${RELEASE_2}, seq: 12, tag: v1.2.3}\n`,
      { cart: { ...cart, release: RELEASE_2, seq: 12 } },
    ],
    [
      "a hold",
      `cart: {digest: ${A}, hold: {by: Ada Lovelace, commit: 1a2b3c4, release: ${RELEASE_1}, seq: 3, tag: v2}, tag: v1.2.3}\n`,
      { cart: { ...cart, hold: { by: "Ada Lovelace", commit: "1a2b3c4", release: RELEASE_1, seq: 3, tag: "v2" } } },
    ],
    [
      "a hold that is not committed",
      `cart: {hold: {by: Ada, tag: v2}, tag: v1}\n`,
      { cart: { hold: { by: "Ada", tag: "v2" }, tag: "v1" } },
    ],
    ["no last line end", `cart: {digest: ${A}, tag: v1.2.3}`, { cart }],
    ["lines in any order", `cart: {tag: v1}\nad: {tag: v2}\n`, { cart: { tag: "v1" }, ad: { tag: "v2" } }],
    ["fields in any order", `cart: {tag: v1.2.3, digest: ${A}}\n`, { cart }],
    ["quotes", `'cart': {"digest": "${A}", tag: 'v1.2.3'}\n`, { cart }],
    ["the form that it writes", `cart:\n  digest: ${A}\n  tag: v1.2.3\nad:\n  tag: v1\n`, { cart, ad: { tag: "v1" } }],
    ["a comment above and behind a line", `# pinned, see the incident\ncart: {digest: ${A}, tag: v1.2.3} # until Monday\n`, { cart }],
    ["Windows line ends", `ad: {tag: v1}\r\ncart: {digest: ${A}, tag: v1.2.3}\r\n`, { ad: { tag: "v1" }, cart }],
    ["a byte order mark", `\uFEFFcart: {digest: ${A}, tag: v1.2.3}\n`, { cart }],
    ["blank lines", `\ncart: {digest: ${A}, tag: v1.2.3}\n\n\n`, { cart }],
    ["a document marker", `---\ncart: {digest: ${A}, tag: v1.2.3}\n`, { cart }],
    ["a tag that looks like a number", "cart: {tag: 1.10}\n", { cart: { tag: "1.10" } }],
    ["a tag that looks like a number, with a comment", "cart: {tag: 1.10} # a string\n", { cart: { tag: "1.10" } }],
    [
      "a tag that looks like a date, a boolean, null",
      "a: {tag: 2001-01-01 }\nb: {tag: true}\nc: {tag: null}\n",
      { a: { tag: "2001-01-01" }, b: { tag: "true" }, c: { tag: "null" } },
    ],
    [
      "a tag that looks octal, hex, exponential",
      "a: {tag: 0o17}\nb: {tag: 0x1F}\nc: {tag: 1e3}\n",
      { a: { tag: "0o17" }, b: { tag: "0x1F" }, c: { tag: "1e3" } },
    ],
  ])("takes %s", (_title, text, lock) => {
    expect(read(text)).toEqual({ lock, problems: [] });
  });

  it.each<readonly [string, string, readonly string[]]>([
    [
      "a digest of 63 digits",
      `cart: {digest: ${A.slice(0, -1)}, tag: v1}`,
      [`cart.digest: "${A.slice(0, -1)}" is not "sha256:" and 64 hex digits`],
    ],
    [
      "a digest in upper case",
      `cart: {digest: sha256:${"A".repeat(64)}, tag: v1}`,
      [`cart.digest: "sha256:${"A".repeat(64)}" is not "sha256:" and 64 hex digits`],
    ],
    ["no tag", `cart: {digest: ${A}}`, ["cart.tag: missing"]],
    ["an empty tag", "cart: {tag: ''}", ['cart.tag: "" is not an image tag']],
    ["a tag with a space", "cart: {tag: v1 beta}", ['cart.tag: "v1 beta" is not an image tag']],
    ["a tag of 129 characters", `cart: {tag: ${"v".repeat(129)}}`, [`cart.tag: "${"v".repeat(129)}" is not an image tag`]],
    ["a tag that is a list", "cart: {tag: [v1]}", ['cart.tag: ["v1"] is not an image tag']],
    [
      "an image with a tag",
      "cart: {image: 'eu.gcr.io/cart:v1', tag: v1}",
      ['cart.image: "eu.gcr.io/cart:v1" is not an image repository without tag and digest'],
    ],
    ["a seq of 0", "cart: {seq: 0, tag: v1}", ['cart.seq: "0" is not an integer of at least 1']],
    ["an empty hold", "cart: {hold: {}, tag: v1}", ["cart.hold.by: missing", "cart.hold.tag: missing"]],
    ["a release id in another form", "cart: {release: v1.2.3, tag: v1}", ['cart.release: "v1.2.3" is not a release id']],
    ["a hold that is a string", "cart: {hold: v2, tag: v1}", ["cart.hold: is not a map with `by` and `tag`"]],
    [
      "an unknown field of a hold",
      "cart: {hold: {by: Ada, tag: v2, who: Ada}, tag: v1}",
      ['cart.hold.who: unknown field (known: "by", "commit", "digest", "reason", "release", "seq", "since", "tag", "until")'],
    ],
    ["an unknown field", `cart: {digets: ${A}, tag: v1}`, ['cart.digets: unknown field; did you mean "digest"?']],
    [
      "__proto__ as a field",
      "cart: {__proto__: {tag: v2}, tag: v1}",
      [
        'cart.__proto__: unknown field (known: "addresses", "channel", "config", "digest", "hold", "image", "release", "seq", "service", "tag")',
      ],
    ],
    [
      "__proto__ as a service",
      "__proto__: {tag: v1}",
      ['"__proto__" is not a DNS label: lower-case letters, digits and "-", starting with a letter'],
    ],
    [
      "a name that no service can have",
      "Cart: {tag: v1}",
      ['"Cart" is not a DNS label: lower-case letters, digits and "-", starting with a letter'],
    ],
    ["a reserved name", "services: {tag: v1}", ['"services" is reserved for Fairlead\'s own layout']],
    ["a merge key", "<<: {cart: {tag: v1}}", ['"<<" is not a DNS label: lower-case letters, digits and "-", starting with a letter']],
    ["a tag in place of fields", "cart: v1.2.3", ["cart: is not a map with `digest` and `tag`"]],
    ["nothing in place of fields", "cart:", ["cart: is not a map with `digest` and `tag`"]],
    ["a list of services", "- cart\n- ad", ["is not a map of services, each with `digest` and `tag`"]],
    ["a string", "v1", ["is not a map of services, each with `digest` and `tag`"]],
    [
      "several mistakes, all at once",
      "cart: {tags: v1}\nad: {tag: ''}",
      ['cart.tags: unknown field; did you mean "tag"?', "cart.tag: missing", 'ad.tag: "" is not an image tag'],
    ],
  ])("refuses %s", (_title, text, problems) => {
    expect(read(`${text}\n`)).toEqual({ lock: {}, problems });
  });

  it.each<readonly [string, string, readonly string[]]>([
    ["a service that is listed twice", "cart: {tag: v1}\nad: {tag: v1}\ncart: {tag: v2}\n", ["cart: is listed twice"]],
    [
      "two services that are listed twice",
      "b: {tag: v1}\na: {tag: v1}\na: {tag: v1}\nb: {tag: v1}\n",
      ["a: is listed twice", "b: is listed twice"],
    ],
    ["the second time in quotes", "cart: {tag: v1}\n'cart': {tag: v2}\n", ["cart: is listed twice"]],
    ["the second time in block style", "cart: {tag: v1}\ncart:\n  tag: v2\n", ["cart: is listed twice"]],
    ["a field that is listed twice", "cart: {tag: v1, tag: v2}\n", ["line 1: is not YAML: duplicated mapping key"]],
    [
      "an unresolved merge conflict",
      `ad: {tag: v1}\n<<<<<<< HEAD\ncart: {tag: v1}\n=======\ncart: {tag: v2}\n>>>>>>> theirs\n`,
      ["line 2: an unresolved merge conflict"],
    ],
    [
      "a merge conflict with Windows line ends",
      `<<<<<<< HEAD\r\ncart: {tag: v1}\r\n=======\r\ncart: {tag: v2}\r\n>>>>>>> theirs\r\n`,
      ["line 1: an unresolved merge conflict"],
    ],
    ["only the middle of a merge conflict", "cart: {tag: v1}\n=======\n", ["line 2: an unresolved merge conflict"]],
    ["a bracket that is not closed", "ad: {tag: v1}\ncart: {tag: v1\n", ["line 3: is not YAML: deficient indentation"]],
    ["two documents", "cart: {tag: v1}\n---\nad: {tag: v1}\n", ["is not YAML: expected a single document in the stream, but found more"]],
    ["a tab", "cart:\n\ttag: v1\n", ["line 2: is not YAML: tab characters must not be used in indentation"]],
  ])("reads nothing of a file with %s", (_title, text, problems) => {
    expect(read(text)).toEqual({ lock: {}, problems });
  });

  it("keeps the valid entries beside an invalid one", () => {
    expect(read(`ad: {tag: v1}\ncart: {digest: nope, tag: v1}\n`)).toEqual({
      lock: { ad: { tag: "v1" } },
      problems: ['cart.digest: "nope" is not "sha256:" and 64 hex digits'],
    });
  });

  it("hints at the command for a service that is listed twice", () => {
    expect(parseLock("a: {tag: v1}\na: {tag: v1}\n", FILE).problems).toEqual([
      { file: FILE, path: "a", message: "is listed twice", hint: "keep one entry, then: npx fairlead render" },
    ]);
  });
});
