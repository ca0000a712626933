import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { writtenProject } from "../../../test/written-project.ts";
import { openSpecLoader } from "./spec-loader.ts";

type Files = Readonly<Record<string, string>>;

/** Opens the loader of a project that is removed after the test. */
function openLoader(root: string): ReturnType<typeof openSpecLoader> {
  const loader = openSpecLoader(root);
  onTestFinished(() => loader.dispose());
  return loader;
}

const exportsOf = async (root: string, files: readonly string[]): Promise<Readonly<Record<string, unknown>>> => {
  const { exports, problems } = await openLoader(root).load(files);
  expect(problems).toEqual([]);
  return Object.fromEntries(exports);
};

/** Writes modules `1.ts` to `<count>.ts`, each with its number and a function that returns the number of the next one. */
const linked = (count: number, next: (index: number) => number | undefined, clause = "next"): Files =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => {
      const to = next(index + 1);
      const spec = `export default { number: ${index + 1}, next: () => ${to === undefined ? "undefined" : "next.number"} };\n`;
      return [`${index + 1}.ts`, to === undefined ? spec : `import ${clause} from "./${to}.ts";\n${spec}`];
    }),
  );

const chain = (count: number): Files => linked(count, (index) => (index < count ? index + 1 : undefined));
const ring = (count: number): Files => linked(count, (index) => (index % count) + 1);

/** Returns the number of a linked module and the number of the next one. */
const linkOf = (spec: unknown): readonly [unknown, unknown] => {
  const { number, next } = spec as { readonly number: number; readonly next: () => number | undefined };
  return [number, next()];
};

describe("SpecLoader", () => {
  it.each<readonly [string, Files, Readonly<Record<string, unknown>>]>([
    ["modules", { "a.ts": "export default 1;", "b.ts": "export default 2;" }, { "a.ts": 1, "b.ts": 2 }],
    ["types", { "a.ts": "const x: number = 1;\nexport default x satisfies number;" }, { "a.ts": 1 }],
    ["a module without a default export", { "a.ts": "export const x = 1;" }, { "a.ts": null }],
    ["an import", { "a.ts": 'import b from "./b.ts";\nexport default b + 1;', "b.ts": "export default 2;" }, { "a.ts": 3, "b.ts": 2 }],
    [
      "a circle, entered at its first module",
      { "a.ts": 'import b from "./b.ts";\nexport default b + 1;', "b.ts": 'import * as a from "./a.ts";\na;\nexport default 2;' },
      { "a.ts": 3, "b.ts": 2 },
    ],
    ["a missing file in a comment", { "a.ts": '// import b from "./b.ts";\nexport default 1;' }, { "a.ts": 1 }],
    ["a byte order mark", { "a.ts": "\uFEFFexport default 1;" }, { "a.ts": 1 }],
  ])("loads %s", async (_title, files, expected) => {
    expect(await exportsOf(writtenProject(files), Object.keys(files))).toEqual(expected);
  });

  it.each<readonly [string, Files, readonly (readonly [string, readonly [number, number | undefined]])[]]>([
    [
      "a chain of 3,000",
      chain(3000),
      [
        ["1.ts", [1, 2]],
        ["3000.ts", [3000, undefined]],
      ],
    ],
    [
      "a ring of 250",
      ring(250),
      [
        ["1.ts", [1, 2]],
        ["250.ts", [250, 1]],
      ],
    ],
    [
      "a ring of 3,000",
      ring(3000),
      [
        ["1.ts", [1, 2]],
        ["3000.ts", [3000, 1]],
      ],
    ],
  ])("loads %s on the usual stack", async (_title, files, expected) => {
    const specs = await exportsOf(writtenProject(files), Object.keys(files));
    expect(Object.keys(specs).length).toBe(Object.keys(files).length);
    expect(expected.map(([file]) => [file, linkOf(specs[file])])).toEqual(expected);
  });

  it("loads what a named module imports, however long the chain", async () => {
    expect(linkOf((await exportsOf(writtenProject(chain(3000)), ["1.ts"]))["1.ts"])).toEqual([1, 2]);
  });

  it("loads a module with a top-level await", () => {
    const root = writtenProject({
      "a.ts": 'import b from "./b.ts";\nexport default b;',
      "b.ts": "export default await Promise.resolve(1);",
    });
    const loader = JSON.stringify(join(import.meta.dirname, "spec-loader.ts"));
    const script = `const { openSpecLoader } = await import(${loader});
      const { exports, problems } = await openSpecLoader(${JSON.stringify(root)}).load(["a.ts", "b.ts"]);
      console.log(JSON.stringify([Object.fromEntries(exports), problems]));`;
    // Vitest replaces import(), so this needs a process.
    const stdout = execFileSync(process.execPath, ["--input-type=module", "--eval", script], { encoding: "utf8" });
    expect(JSON.parse(stdout)).toEqual([{ "a.ts": 1, "b.ts": 1 }, []]);
  });

  it("loads a file that was added after the first load, and runs no module twice", async () => {
    const root = writtenProject({ "a.ts": "export default {};" });
    const before = await exportsOf(root, ["a.ts"]);
    writeFileSync(join(root, "b.ts"), 'import a from "./a.ts";\nexport default { a };');
    const after = await exportsOf(root, ["a.ts", "b.ts"]);
    expect(after["a.ts"]).toBe(before["a.ts"]);
    expect(after["b.ts"]).toEqual({ a: before["a.ts"] });
  });

  it("keeps two projects apart, one inside the other", async () => {
    const outer = writtenProject({ "a.ts": 'export default "outer";', "inner/a.ts": 'export default "inner";' });
    const other = writtenProject({ "a.ts": 'export default "other";' });
    const roots = [outer, join(outer, "inner"), other];
    const specs = await Promise.all(roots.map((root) => openLoader(root).load(["a.ts"])));
    expect(specs.map(({ exports }) => exports.get("a.ts"))).toEqual(["outer", "inner", "other"]);
  });

  it("is the same for a project until it is disposed, and others stay", async () => {
    const [root, other] = [writtenProject({ "a.ts": "export default 1;" }), writtenProject({ "a.ts": "export default 2;" })];
    const [first, second] = [openLoader(root), openLoader(other)];
    expect(openSpecLoader(root)).toBe(first);
    first.dispose();
    expect(openLoader(root)).not.toBe(first);
    expect(openSpecLoader(other)).toBe(second);
    expect(await exportsOf(root, ["a.ts"])).toEqual({ "a.ts": 1 });
    expect(await exportsOf(other, ["a.ts"])).toEqual({ "a.ts": 2 });
  });
});
