import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LibCopy } from "./lib-copy.ts";

/** The pure parts of lib/, each with the room after it. */
const PURE = {
  base: "system",
  model: "releases",
  resolve: "compile",
  compile: "cloud",
  cloud: "policy",
  policy: "render",
  render: "diff",
  diff: "pulumi",
  "report/results": "github",
} as const;

const GLOBAL = "eslint(no-restricted-globals)";
const PROPERTY = "eslint(no-restricted-properties)";
const IMPORT = "eslint(no-restricted-imports)";
const AMBIENT = "fairlead(pure)";

/** Code that a pure room may not have: name -> the code and the rule that refuses it. */
const IMPURE: Readonly<Record<string, readonly [code: string, rule: string]>> = {
  files: ['import { readFileSync } from "node:fs";\nexport const x = readFileSync("x");', "pure-rooms-have-no-io"],
  "files without the prefix": ['import { readFileSync } from "fs";\nexport const x = readFileSync("x");', "pure-rooms-have-no-io"],
  "files later": ['export const x = await import("node:fs");', "pure-rooms-have-no-io"],
  "types of node": ['export type { Stats } from "node:fs";', "pure-rooms-have-no-io"],
  "a value of Pulumi": ['import { Config } from "@pulumi/pulumi";\nexport const x = new Config();', "pure-rooms-have-no-pulumi"],
  "a package with I/O": ['import { simpleGit } from "simple-git";\nexport const x = simpleGit;', "pure-rooms-use-pure-packages"],
  "an impure room": ['import { x as y } from "../system/impure.ts";\nexport const x = y;', "pure-rooms-run-pure-code"],
  "random bytes": ['import { randomBytes } from "node:crypto";\nexport const x = randomBytes(1);', IMPORT],
  "all of node:crypto": ['import * as crypto from "node:crypto";\nexport const x = crypto.randomUUID();', IMPORT],
  "Date.now": ["export const x = Date.now();", AMBIENT],
  "Date.now by another name": ["const { now } = Date;\nexport const x = now();", AMBIENT],
  "new Date()": ["export const x = new Date();", AMBIENT],
  "new Date() by spread": ["export const x = (rest: []) => new Date(...rest);", AMBIENT],
  "Date()": ["export const x = Date();", AMBIENT],
  "Math.random": ["export const x = Math.random();", AMBIENT],
  "Math.random by a string": ['export const x = Math["random"]();', AMBIENT],
  "import.meta": ["export const x = import.meta.dirname;", AMBIENT],
  "a computed import": ["export const x = (path: string) => import(path);", AMBIENT],
  "process.env": ['export const x = process.env["HOME"];', GLOBAL],
  globalThis: ["export const x = globalThis.process.pid;", GLOBAL],
  performance: ["export const x = performance.now();", GLOBAL],
  crypto: ["export const x = crypto.randomUUID();", GLOBAL],
  setTimeout: ["export const x = setTimeout(String, 1);", GLOBAL],
  setInterval: ["export const x = setInterval(String, 1);", GLOBAL],
  setImmediate: ["export const x = setImmediate(String);", GLOBAL],
  fetch: ['export const x = fetch("http://localhost");', GLOBAL],
  navigator: ["export const x = navigator.hardwareConcurrency;", GLOBAL],
  "the time zone": ["export const x = (at: Date) => at.getHours();", PROPERTY],
  "the locale": ["export const x = (a: string, b: string) => a.localeCompare(b);", PROPERTY],
  console: ['console.log("x");', "eslint(no-console)"],
};

/** Code that a pure room may have. */
const ALLOWED: Readonly<Record<string, string>> = {
  "a hash": 'import { createHash, hash } from "node:crypto";\nexport const x = [createHash, hash];',
  "a type of Pulumi": 'import type { Config } from "@pulumi/pulumi";\nexport type X = Config;',
  "a date from a value": 'export const x = [new Date(0), new Date("2026-01-01"), Date.parse("2026-01-01"), Date.UTC(2026)];',
  "a type Date": "export const x = (at: unknown): at is Date => at instanceof Date;",
  "Math.max": "export const x = Math.max(1, 2);",
  "a parameter named process": "export const x = (process: { readonly env: string }) => process.env;",
};

/** Code anywhere: path -> the code and the rules that refuse it. A circle is reported at its first file. */
const PLACED: Readonly<Record<string, readonly [code: string, ...rules: readonly string[]]>> = {
  "lib/workspace/prints.ts": ['console.log("x");', "eslint(no-console)"],
  "lib/app/prints.ts": ['process.stdout.write("x");', PROPERTY],
  "lib/report/terminal/prints.ts": ['process.stderr.write("x");', PROPERTY],
  "lib/cli/prints.ts": ['process.stdout.write("x");'],
  "bin/starts.js": ['export { main } from "../lib/cli/main.ts";'],
  "bin/reaches.js": ['export * from "../lib/base/values.ts";', "cli-is-the-entry"],
  "lib/system/value-circle-a.ts": ['import { b } from "./value-circle-b.ts";\nexport const a = (): number => b();', "no-circular"],
  "lib/system/value-circle-b.ts": ['import { a } from "./value-circle-a.ts";\nexport const b = (): number => a();'],
  "lib/system/type-circle-a.ts": ['import type { B } from "./type-circle-b.ts";\nexport interface A { b?: B }', "no-circular"],
  "lib/system/type-circle-b.ts": ['import type { A } from "./type-circle-a.ts";\nexport interface B { a?: A }'],
  "lib/system/tools.ts": ['export * from "../../tools/lint/pure.ts";', "lib-ships-alone"],
  "lib/system/development.ts": ['import { dump } from "yaml";\nexport const x = dump;', "not-to-dev-dependencies"],
  "lib/system/missing.ts": ['export * from "./nowhere.ts";', "resolvable"],
  "lib/system/public.ts": ['export * from "../index.ts";', "system-imports-rooms-before-it"],
  "lib/system/parameters.ts": [
    "export const x = (...a: [number]) => a;\nexport const y = (a: 1, b: 1, c: 1, d: 1, e: 1) => [a, b, c, d, e];",
    "eslint(max-params)",
  ],
  "lib/system/long.ts": [`export const x = 1;\n${"//\n".repeat(250)}`, "eslint(max-lines)"],
  "lib/system/longest.ts": [`export const x = 1;\n${"//\n".repeat(248)}`],
  "lib/system/long.test.ts": [`export const x = 1;\n${"//\n".repeat(250)}`, "eslint(max-lines)"],
  "services/public.ts": ['export * from "fairlead";'],
  "services/private.ts": ['export type * from "../lib/model/model.ts";', "specs-use-the-public-api"],
  "lib/model/type-of-system.ts": ['export type { X } from "../system/impure.ts";'],
  "lib/resolve/pure-part.ts": ['export { isReleaseId } from "../releases/release-id.ts";'],
  "lib/base/reads.test.ts": ['import { readFileSync } from "node:fs";\nexport const x = [readFileSync, Date.now()];'],
};

const copy = new LibCopy();
afterAll(() => copy.remove());

test("a copy without changes is accepted", async () => {
  expect(await copy.check()).toEqual([]);
});

test.each(["lib/zebra/x.ts", "lib/zebra.ts"])("%s is refused by its name", async (path) => {
  copy.write(path, "export const x = 1;\n");
  await expect(copy.layers()).rejects.toThrow(`unknown room: ${path.replace("/x.ts", "")}; add it to ORDER in tools/walls/rooms.ts`);
  copy.remove(path.replace("/x.ts", ""));
});

describe("code in each room", () => {
  const found = new Map<string, string[]>();
  const rulesAt = (file: string): readonly string[] => found.get(file) ?? [];
  const pathOf = (room: string, name: string): string => `lib/${room}/x-${name.replaceAll(/\W+/g, "-")}.ts`;
  const upFrom = (room: string): string => (room.includes("/") ? "../.." : "..");

  beforeAll(async () => {
    copy.write("lib/system/impure.ts", 'export type X = string;\nexport { readFileSync as x } from "node:fs";\n');
    for (const [room, next] of Object.entries(PURE)) {
      copy.write(`lib/${next}/target.ts`, "export type X = string;\n");
      copy.write(pathOf(room, "next"), `export type { X } from "${upFrom(room)}/${next}/target.ts";\n`);
      for (const [name, [code]] of Object.entries(IMPURE)) copy.write(pathOf(room, name), `${code.replace('"..', `"${upFrom(room)}`)}\n`);
      for (const [name, code] of Object.entries(ALLOWED)) copy.write(pathOf(room, name), `${code.replace('"..', `"${upFrom(room)}`)}\n`);
    }
    for (const [path, [code]] of Object.entries(PLACED)) copy.write(path, `${code}\n`);
    for (const { file, rule } of await copy.check()) found.set(file, [...rulesAt(file), rule]);
  });

  describe.each(Object.entries(PURE))("lib/%s", (room, next) => {
    test.each(Object.entries(IMPURE))("%s is refused", (name, [, rule]) => {
      expect(rulesAt(pathOf(room, name))).toContain(rule);
    });

    test.each(Object.keys(ALLOWED))("%s is accepted", (name) => {
      expect(rulesAt(pathOf(room, name))).toEqual([]);
    });

    test(`a type of the next room ${next} is refused`, () => {
      expect(rulesAt(pathOf(room, "next"))).toEqual([`${room.replace("/results", "")}-imports-rooms-before-it`]);
    });
  });

  test.each(Object.entries(PLACED))("%s", (path, [, ...rules]) => {
    expect(rulesAt(path)).toEqual(rules);
  });
});
