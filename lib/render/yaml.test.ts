import * as fc from "fast-check";
import { dump } from "js-yaml";
import { describe, expect, it } from "vitest";
import { YAML_READERS } from "../../test/yaml-readers.ts";
import { toYaml } from "./yaml.ts";
import { inlineString } from "./yaml-scalar.ts";

/** Formats a value with js-yaml alone. */
const reference = (value: unknown): string => dump(value, { sortKeys: true, lineWidth: -1, noRefs: true });

/** Strings that some reader takes for a number or a date, but js-yaml does not. */
const LIKE_A_NUMBER = /^[-+]?(?:[0-9._][0-9a-fA-FxXoObtTZ._+: \t-]*|[eE][-+]?[0-9][0-9_.]*)$/;
/** A line of spaces alone: some reader drops it at the end of a block. */
const BLANK_LINE = /(?:^|\n)[ \t]+(?:\n|$)/;

const WORDS = ["no", "yes", "y", "N", "on", "off", "true", "FALSE", "null", "~", "Null", "", "=", "<<", ".nan", ".inf", "-.INF"];
const NUMBERS = ["0", "-1", "+1", "012", "0o17", "017", "08", "0x1F", "0b1", "1_000", "1.10", ".5", "5.", "1e3", "1E+3", "12:30:45"];
// Go takes these for numbers, too.
const GO_NUMBERS = [
  "0X1F",
  "-0XFF",
  "+0Xff",
  "0O644",
  "-0O7",
  "0B101",
  "-0B1",
  "0X_1",
  "0O_7",
  "1_0",
  "0b_1",
  "1E400",
  "0x1P4",
  "Inf",
  "Infinity",
];
const DATES = ["2001-01-01", "2001-01-01T00:00:00Z", "2001-1-1 1:1:1"];
const MARKS = ["-", "- a", "?", "? x", ": x", "x:", "a: b", "a #b", "# c", "@x", "`x", "!t", "%d", "&a", "*a", "|", ">", "{}", "[]", "a,b"];
const QUOTES = ["'", '"', "it's", 'say "hi"', "\\", "\\n", "'a'", '"a"'];
const SPACES = [
  " a\n ",
  " a\n\n \n",
  " ",
  " x",
  "x ",
  "\t",
  "x\ty",
  "trailing \nspaces ",
  "a\nb",
  "a\n",
  "a\n\n",
  "\n",
  "\na",
  "a\r\nb",
  "a\rb",
  "  a\nb",
];
const UNICODE = ["é", "😀", "\u2028", "\u2029", "\u0085", "\uFEFF", "\uFEFFx", "\u00A0", "\u200B", "\u202E", "\uFFFE", "\uD800"];
const CONTROL = ["\0", "a\0b", "\u0001", "\u001B[31m", "\u007F", "\u009B31m"];
const SEPARATORS = ["---", "...", "--- a", "... a", "a\n---\nb", "key: |", "k8s.io/x", "10.0.0.0/8", "sha256:abc", "$(X)", "x".repeat(300)];
// Short git hashes, machine families and versions that look like numbers to one reader or the other.
const HASHES = [
  "12e4567",
  "1234567",
  "0e12345",
  "e2",
  "E9",
  "0x_",
  "0b_",
  "0_9",
  "84_3e4",
  ".",
  "+.",
  "._",
  ".e9",
  "-e8",
  "1_",
  "0_",
  "_1",
];

// Release ids: a build number, a dash and hex digits.
const RELEASE_IDS = ["0000001002-b5c29ddb3238", "2026010101-000000000000", "9999999999-1e0000000000", "123456789012345-123456789012"];

const TABLES = { WORDS, NUMBERS, GO_NUMBERS, DATES, MARKS, QUOTES, SPACES, UNICODE, CONTROL, SEPARATORS, HASHES, RELEASE_IDS };
const nasty = Object.values(TABLES).flat();

const digits = fc.string({ unit: fc.constantFrom(..."0189.eE_+-:xXoObB".split("")), maxLength: 9 });
const marks = fc.string({ unit: fc.constantFrom(..."ab01:?-#'\"{}[],&*!|>%@~=<. \t\n\r\u0085\u2028\uFEFF".split("")), maxLength: 9 });
const text = fc.oneof(fc.constantFrom(...nasty), fc.string(), fc.string({ unit: "binary" }), digits, marks);
// js-yaml writes a key that starts like a document separator as a separator.
const key = text.filter((name) => name !== "__proto__" && !/^(?:---|\.\.\.)/.test(name));
const number = fc.oneof(
  fc.integer(),
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Object.is(value, -0)),
);
const leaf = fc.oneof({ weight: 4, arbitrary: text }, number, fc.boolean());
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    leaf,
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(key, tie("value"), { maxKeys: 4, noNullPrototype: true }),
  ),
}));
const object = fc.dictionary(key, value, { maxKeys: 5, noNullPrototype: true });

/** True if the canonical form may quote more than `dump` does. */
const needsCare = (item: unknown): boolean => {
  if (typeof item === "string") return LIKE_A_NUMBER.test(item) || (item.includes("\n") && BLANK_LINE.test(item));
  return typeof item === "object" && item !== null && Object.entries(item).flat().some(needsCare);
};

describe("toYaml", () => {
  it("writes block style with sorted keys and two spaces", () => {
    expect(
      toYaml({
        spec: { ports: [{ port: 80, name: "http" }, 53], selector: {}, rules: [], nested: [["a", []], {}] },
        kind: "Service",
        data: { on: "no", text: "a\nb\n", half: 0.5, yes: true },
      }),
    ).toMatchInlineSnapshot(`
      "data:
        half: 0.5
        'on': 'no'
        text: |
          a
          b
        'yes': true
      kind: Service
      spec:
        nested:
          - - a
            - []
          - {}
        ports:
          - name: http
            port: 80
          - 53
        rules: []
        selector: {}
      "
    `);
  });

  it("writes a shared object twice, without anchors", () => {
    const labels = { app: "cart" };
    expect(toYaml({ a: labels, b: labels })).toBe("a:\n  app: cart\nb:\n  app: cart\n");
  });

  it("does not fold long lines", () => {
    const words = "word ".repeat(100).trim();
    expect(toYaml({ words })).toBe(`words: ${words}\n`);
  });

  it("does not change its input", () => {
    const frozen = Object.freeze({ b: Object.freeze([1]), a: Object.freeze({ d: "x", c: "y" }) });
    expect(toYaml(frozen)).toBe("a:\n  c: 'y'\n  d: x\nb:\n  - 1\n");
  });

  it("equals js-yaml's dump with sorted keys, no folding and no anchors, byte for byte", () => {
    fc.assert(
      fc.property(
        object.filter((item) => !needsCare(item)),
        (item) => {
          expect(toYaml(item)).toBe(reference(item));
        },
      ),
      { numRuns: 1500 },
    );
  });

  it.each([
    ["an empty object", {}],
    ["a key with spaces", { "a b": 1 }],
    ["a key of several lines", { "a\nb": 1 }],
    ["a key of 101 characters with a space", { [`${"k".repeat(100)} x`]: 1 }],
    ["a key above the 1024 characters that a simple key may have", { ["k".repeat(1100)]: 1 }],
    ["a string above 1000 characters", { text: `: ${"x".repeat(1100)}` }],
    ["an integer that is too large to be exact", { big: 2 ** 60 }],
    ["a nested string of several lines", { a: { b: [{ c: ["x\ny"] }] } }],
  ])("equals dump for %s", (_title, item) => {
    expect(toYaml(item)).toBe(reference(item));
  });

  it.each(Object.entries(YAML_READERS))("is read back by %s, for any strings", (_reader, read) => {
    fc.assert(
      fc.property(object, (item) => {
        expect(read(toYaml(item))).toEqual(item);
      }),
      { numRuns: 500 },
    );
  });

  describe.each(Object.entries(TABLES))("a string of the table %s", (_table, texts) => {
    it.each(texts.map((each) => [JSON.stringify(each), each] as const))("%s is one string to every reader", (_shown, each) => {
      const item = { list: [each], text: each, [`key ${each}`]: "x" };
      const read = Object.fromEntries(Object.entries(YAML_READERS).map(([reader, parseText]) => [reader, parseText(toYaml(item))]));
      expect(read).toEqual(Object.fromEntries(Object.keys(YAML_READERS).map((reader) => [reader, item])));
    });
  });
});

describe("inlineString", () => {
  it.each([
    ["v1.2.3", "v1.2.3"],
    ["1.10", "'1.10'"],
    ["no", "'no'"],
    ["2001-01-01", "'2001-01-01'"],
    ["12e4567", "'12e4567'"],
    ["sha256:abc", "sha256:abc"],
    ["it's", "it's"],
    ["a\nb", '"a\\nb"'],
  ])("writes %j as %s on one line", (given, expected) => {
    expect(inlineString(given)).toBe(expected);
  });

  it("is one string to every reader, also inside {...}", () => {
    const tag = fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,20}$/);
    fc.assert(
      fc.property(
        fc.oneof(
          tag,
          digits.filter((each) => /^[A-Za-z0-9_][A-Za-z0-9._-]*$/.test(each)),
        ),
        (each) => {
          for (const read of Object.values(YAML_READERS))
            expect(read(`cart: {tag: ${inlineString(each)}}\n`)).toEqual({ cart: { tag: each } });
        },
      ),
      { numRuns: 500 },
    );
  });
});
