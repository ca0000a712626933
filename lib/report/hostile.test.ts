import pc from "picocolors";
import { describe, expect, it } from "vitest";
import { HOSTILE_WORDS, jobCommands, RAW_CONTROLS } from "../../test/hostile-words.ts";
import { sampleResults } from "../../test/sample-results.ts";
import { jsonReporter } from "./json/json.ts";
import { markdownReporter } from "./markdown/markdown.ts";
import { REPORT_FORMATS, REPORTERS } from "./registry.ts";
import type { Reporter, Results } from "./results/results.ts";
import { terminalReporter } from "./terminal/terminal.ts";

const COLORS = pc.createColors(false);

/** Formats all samples of a result. */
const textsOf = <K extends keyof Results>(reporter: Reporter, name: K, samples: readonly Results[K][]): readonly string[] =>
  samples.map((sample) => reporter[name](sample));

const isResult = (name: string): name is keyof Results => Object.hasOwn(sampleResults("x"), name);
const NAMES = Object.keys(sampleResults("x")).filter(isResult);

/** Checks the text of each sample; `plain` is the text with `x` in place of the word. */
const checkEach = <T>(
  reporter: Reporter,
  word: string,
  check: (text: string, plain: string) => T,
): Readonly<Record<string, readonly T[]>> =>
  Object.fromEntries(
    NAMES.map((name) => {
      const plain = textsOf(reporter, name, sampleResults("x")[name]);
      return [name, textsOf(reporter, name, sampleResults(word)[name]).map((text, at) => check(text, plain[at] ?? ""))];
    }),
  );

/** Expects the same of each sample. */
const all = <T>(value: T): Readonly<Record<string, readonly T[]>> => checkEach(jsonReporter(), "x", () => value);

/** Replaces the code spans of a line. In CommonMark a span ends at the next run of as many backticks. */
function outside(line: string): string {
  let rest = line;
  let found = "";
  for (;;) {
    const open = /^((?:\\.|[^\\`])*)(`+)/.exec(rest);
    if (open === null) return found + rest;
    const [matched, before = "", ticks = ""] = open;
    const after = rest.slice(matched.length);
    const close = new RegExp(`(?<!\`)${ticks}(?!\`)`).exec(after);
    found += before;
    if (close === null) {
      found += ticks;
      rest = after;
    } else {
      found += "<code>";
      rest = after.slice(close.index + ticks.length);
    }
  }
}

describe.each(Object.entries(HOSTILE_WORDS))("%s", (_title, word) => {
  it.each(REPORT_FORMATS)("does not reach the output of %s raw", async (format) => {
    const reporter = (await REPORTERS[format].load())(COLORS);
    expect(checkEach(reporter, word, (text) => text.match(RAW_CONTROLS) ?? [])).toEqual(all([]));
  });

  it.each(REPORT_FORMATS)("is no command of a job in the output of %s", async (format) => {
    const reporter = (await REPORTERS[format].load())(COLORS);
    expect(checkEach(reporter, word, jobCommands)).toEqual(all([]));
  });

  it("adds no lines on the terminal", () => {
    const added = checkEach(terminalReporter(COLORS), word, (text, plain) => text.split("\n").length - plain.split("\n").length);
    expect(added).toEqual(all(0));
  });

  it("stays on its line and in its code span or cell of the Markdown", () => {
    const shape = (text: string): string =>
      JSON.stringify(
        text.split("\n").map((line) => {
          const bare = outside(line);
          return { spans: bare.split("<code>").length - 1, cells: bare.replace(/\\./g, "").split("|").length };
        }),
      );
    expect(checkEach(markdownReporter(), word, (text, plain) => shape(text) === shape(plain))).toEqual(all(true));
  });

  it("is no markup, no mention and no issue outside of a code span of the Markdown", () => {
    const found = checkEach(markdownReporter(), word, (text) => {
      const bare = outside(text.replaceAll("\n", " ")).replaceAll("<code>", "").replaceAll("<!-- -->", "");
      return bare.replace(/\\[!-/:-@[-`{-~]/g, "").match(/<|(?:@|&#64;|&commat;)\w|(?:#|&#35;)\d|\]\(|\*\* \[/g) ?? [];
    });
    expect(found).toEqual(all([]));
  });

  it("is in the JSON as it was", () => {
    const quoted = JSON.stringify(word).slice(1, -1);
    expect(checkEach(jsonReporter(), word, (text) => JSON.stringify(JSON.parse(text)).includes(quoted))).toEqual(all(true));
  });
});
