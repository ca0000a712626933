import { describe, expect, it } from "vitest";
import { diffTrees } from "../diff/diff.ts";
import { groupChanges } from "../diff/group.ts";
import { movedPointer } from "../releases/pointer.ts";
import { makeRelease } from "../releases/release.ts";
import { toYaml } from "../render/yaml.ts";
import { jsonReporter } from "./json/json.ts";
import { markdownReporter } from "./markdown/markdown.ts";
import type { Reporter } from "./results/results.ts";
import { terminalReporter } from "./terminal/terminal.ts";

const plain = (text: string): string => text;
const terminal = terminalReporter({ red: plain, green: plain, yellow: plain, cyan: plain, bold: plain, dim: plain });

const RELEASE = makeRelease({
  service: "cart",
  image: "r.example.com/cart",
  tag: "v1",
  digest: `sha256:${"a".repeat(64)}`,
  commit: "5b3a712",
  run: "1",
  build: 1,
  builtAt: "2026-01-31T12:00:00Z",
  writeId: "w",
});
const POINTER = movedPointer(undefined, RELEASE, { channel: "latest", at: RELEASE.builtAt, writeId: "w" });

/** Every report there is, with a word in every place that a person, a file or git can fill. */
const REPORTS: Readonly<Record<string, (reporter: Reporter, word: string) => string>> = {
  diff: (reporter, word) => {
    const object = (kind: string, name: string, value: unknown): string =>
      toYaml({ kind, metadata: { name, namespace: word }, data: { [word]: value, list: [value] } });
    const file = (name: string): string => `latest/services/cart${word}/${name}.yaml`;
    const before = new Map([
      [file("changed"), object("Thing", "same", `${word}1`)],
      [file("gone"), object(`Kind${word}`, `gone${word}`, 1)],
      [file(`odd${word}`), word],
      [file("data"), object("PersistentVolumeClaim", `data${word}`, 1)],
      [file("elsewhere"), object("Moved", `moved${word}`, 1)],
    ]);
    const after = new Map([
      [file("changed"), object("Thing", "same", `${word}2`)],
      [file("come"), object("Other", `come${word}`, { deep: word })],
      [file("here"), object("Moved", `moved${word}`, 1)],
    ]);
    const diff = diffTrees(before, after);
    return reporter.diff({ from: `from ${word}`, to: `to ${word}`, diff, groups: groupChanges(diff.changes) });
  },
  check: (reporter, word) =>
    reporter.check({
      stacks: 1,
      objects: 1,
      mend: "npx fairlead render",
      findings: [{ file: `x${word}`, what: "stale", line: 1, found: word, expected: word, who: `Ada ${word}` }],
    }),
  explain: (reporter, word) =>
    reporter.explain({
      stack: `latest${word}`,
      service: `cart${word}`,
      object: `Deployment ${word}`,
      path: `spec.${word}`,
      value: word,
      influences: [{ field: `env.${word}`, chain: [{ layer: `stack ${word}`, file: `stacks/${word}.ts`, value: word, inForce: true }] }],
    }),
  "explain of an object": (reporter, word) =>
    reporter.explain({ stack: "latest", service: "cart", object: undefined, path: "env", value: { [word]: [word] }, influences: [] }),
  doctor: (reporter, word) => reporter.doctor([{ name: `git ${word}`, state: "warning", detail: word, hint: `do ${word}` }]),
  created: (reporter, word) => reporter.created({ what: "service", name: `x${word}`, files: [`services/${word}`], next: [`run ${word}`] }),
  plan: (reporter, word) =>
    reporter.plan({
      decisions: [
        {
          stack: `latest${word}`,
          service: `cart${word}`,
          outcome: "held",
          from: { tag: `v1${word}` },
          to: { tag: `v1${word}`, hold: { tag: word, by: word } },
          reason: `rolled back by ${word}`,
          hint: `resume ${word}`,
        },
      ],
      seconds: 1,
    }),
  channels: (reporter, word) =>
    reporter.channels({
      datastore: "file:releases",
      channels: [
        {
          name: `latest${word}`,
          pointers: new Map([["cart", { ...POINTER, service: `cart${word}`, tag: `v1${word}`, by: word, reason: word }]]),
          broken: new Map([[`ad${word}`, `ad.json ${word}`]]),
        },
      ],
    }),
  releases: (reporter, word) =>
    reporter.releases({
      datastore: `file:${word}`,
      service: `cart${word}`,
      releases: [
        { id: `A${word}`, channels: [word], value: { ...RELEASE, tag: word } },
        { id: `B${word}`, channels: [], problem: `is ${word}` },
      ],
    }),
  release: (reporter, word) =>
    reporter.release({ datastore: `file:${word}`, release: { ...RELEASE, tag: word, run: word, repository: word }, channels: [word] }),
  recorded: (reporter, word) =>
    reporter.recorded({
      datastore: `file:${word}`,
      release: { ...RELEASE, tag: word },
      record: "recorded",
      channel: { name: word, outcome: "unchanged", pointer: { ...POINTER, tag: word, by: word, reason: word } },
    }),
  channelSet: (reporter, word) =>
    reporter.channelSet({ datastore: word, outcome: "moved", pointer: { ...POINTER, tag: word, service: word } }),
  verified: (reporter, word) =>
    reporter.verified({
      datastore: `file:${word}`,
      findings: [{ object: `x${word}`, problem: word, hint: word }],
      counts: { records: 1, pointers: 1, channels: 1, services: 1 },
    }),
  engine: (reporter, word) =>
    reporter.engine({
      engine: { pulumi: `/bin/${word}`, version: `3.259.0${word}`, source: "PATH", kubernetes: `/bin/k${word}`, plugins: `/home/${word}` },
      refused: [{ pulumi: `/usr/bin/${word}`, source: "PATH", problem: `says "${word}" instead of a version` }],
      needed: "3.259.0",
      hint: "npx fairlead engine install",
    }),
  "no engine": (reporter, word) =>
    reporter.engine({
      engine: undefined,
      refused: [{ pulumi: `/${word}`, source: "PULUMI_BIN", problem: word }],
      needed: "3.259.0",
      hint: `get ${word}`,
    }),
  engineInstalled: (reporter, word) =>
    reporter.engineInstalled({
      engine: { pulumi: `/bin/${word}`, version: "3.259.0", source: "cache", kubernetes: undefined, plugins: `/home/${word}` },
      refused: [{ pulumi: `/usr/bin/${word}`, source: `PATH ${word}`, problem: word }],
      way: `the ${word}`,
      seconds: 1,
    }),
  failure: (reporter, word) =>
    reporter.failure({
      code: "INVALID_SPEC",
      message: `broken ${word}`,
      hint: `mend ${word}`,
      path: word,
      problems: [{ file: `services/${word}.ts`, path: `env.${word}`, message: `"${word}" is wrong`, hint: `write ${word}` }],
    }),
};

const WORDS: Readonly<Record<string, string>> = {
  "a backtick": "`",
  "two backticks": "``",
  "a fence": "\n```\n",
  "a pipe": "|",
  "a mention": "@octocat",
  "an issue": "#123",
  "a script": "<script>alert(1)",
  "a comment": "<!-- fairlead -->",
  "an image": "![x](https:x.png)",
  "a new line": "a\nb",
  "a heading on a new line": "a\n\n# b",
  "a carriage return": "a\rb",
  "a heading after carriage returns": "a\r\n\r\n# b",
  "a table": "\n| a |\n| - |",
  "a colour": "\u001B[31m",
  "a colour in one character": "\u009B31m",
  "a title of the window": "\u001B]0;x\u0007",
  "a mark that turns the line around": "\u202E",
  "a line end of Unicode": "\u2028",
  "a backslash": "\\",
};

/** What is outside of code spans, as CommonMark finds them: a run of backticks up to the next run of the same length. */
function outside(line: string): string {
  let rest = line;
  let found = "";
  for (;;) {
    const open = /^((?:\\.|[^\\`])*)(`+)/.exec(rest);
    if (open === null) return found + rest;
    const [all, before = "", ticks = ""] = open;
    const after = rest.slice(all.length);
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

/** What each report says of a word, beside what it would say if all were well. */
const inEach = <T>(check: (make: (word: string) => string) => T, reporter: Reporter): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(REPORTS).map(([name, make]) => [name, check((word) => make(reporter, word))]));
const all = <T>(value: T): Readonly<Record<string, T>> => Object.fromEntries(Object.keys(REPORTS).map((name) => [name, value]));

const RAW = /[\p{Cc}\u202A-\u202E\u2066-\u2069\u2028\u2029]/gu;

describe.each(Object.entries(WORDS))("%s", (_title, word) => {
  it("does not reach the terminal raw, nor put lines where none should be", () => {
    const seen = inEach((make) => {
      const text = make(word);
      return { raw: text.replaceAll("\n", "").match(RAW) ?? [], lines: text.split("\n").length - make("x").split("\n").length };
    }, terminal);
    expect(seen).toEqual(all({ raw: [], lines: 0 }));
  });

  it("stays on its line and in its code span or cell of the Markdown", () => {
    const shape = (text: string) =>
      text.split("\n").map((line) => {
        const bare = outside(line);
        return { spans: bare.split("<code>").length - 1, cells: bare.replace(/\\./g, "").split("|").length, raw: line.match(RAW) ?? [] };
      });
    const seen = inEach((make) => JSON.stringify(shape(make(word))) === JSON.stringify(shape(make("x"))), markdownReporter);
    expect(seen).toEqual(all(true));
  });

  it("is no markup, no mention and no issue outside of a code span", () => {
    const seen = inEach((make) => {
      const bare = outside(make(word).replaceAll("\n", " ")).replaceAll("<code>", "").replaceAll("<!-- -->", "");
      return bare.replace(/\\[!-/:-@[-`{-~]/g, "").match(/<|(?:@|&#64;|&commat;)\w|(?:#|&#35;)\d|\]\(|\*\* \[/g) ?? [];
    }, markdownReporter);
    expect(seen).toEqual(all([]));
  });

  it("comes out of the JSON as it went in", () => {
    const seen = inEach((make) => {
      const text = make(word);
      const strings = JSON.stringify(JSON.parse(text));
      return { raw: text.replaceAll("\n", "").match(RAW) ?? [], there: strings.includes(JSON.stringify(word).slice(1, -1)) };
    }, jsonReporter);
    expect(seen).toEqual(all({ raw: [], there: true }));
  });
});
