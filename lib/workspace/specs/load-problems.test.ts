import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { writtenProject } from "../../../test/written-project.ts";
import { formatProblem } from "../../base/problem.ts";
import { openSpecLoader } from "./spec-loader.ts";

type Files = Readonly<Record<string, string>>;

const BROKEN = "export default 1 +;";

async function problemsOf(root: string, files: readonly string[]): Promise<readonly string[]> {
  const loader = openSpecLoader(root);
  onTestFinished(() => loader.dispose());
  const { problems } = await loader.load(files);
  return problems.map(formatProblem);
}

describe("a spec that does not load is named", () => {
  it.each<readonly [string, Files, readonly string[]]>([
    [
      "with broken syntax, and its importers are not",
      { "services/a.ts": 'import b from "./b.ts";\nexport default b;', "services/b.ts": BROKEN },
      ["services/b.ts: line 1: does not load: Expression expected"],
    ],
    [
      "with broken syntax, if a named spec imports it",
      { "services/a.ts": 'import { x } from "../shared/x.ts";\nexport default x;', "shared/x.ts": "export const x = 1 +;" },
      ["shared/x.ts: line 1: does not load: Expression expected"],
    ],
    [
      "with syntax that Node cannot erase",
      { "services/a.ts": "\nenum A {}\nexport default A;" },
      ["services/a.ts: line 2: does not load: TypeScript enum is not supported in strip-only mode"],
    ],
    [
      "that throws",
      { "services/a.ts": 'import "./b.ts";\nexport default 1;', "services/b.ts": '\n\nthrow new Error("boom");' },
      ["services/b.ts: line 3: does not load: boom"],
    ],
    [
      "that recurses without end",
      { "services/a.ts": "const f = (): number => 1 + f();\nexport default f();" },
      ["services/a.ts: line 1: does not load: Maximum call stack size exceeded"],
    ],
    [
      "with an import of a missing file, and a similar name",
      { "services/a.ts": 'import b from "./cart.ts";\nexport default b;', "services/cart1.ts": "export default 1;" },
      ['services/a.ts: imports services/cart.ts, which does not exist; did you mean "cart1.ts"?'],
    ],
    [
      "with an import from a missing directory",
      { "services/a.ts": 'import b from "../shared/cart.ts";\nexport default b;' },
      ["services/a.ts: imports shared/cart.ts, which does not exist"],
    ],
    [
      "with an import of a missing file, and so is each other importer",
      {
        "services/a.ts": 'import x from "./zzz.ts";\nexport default x;',
        "services/b.ts": 'import x from "./zzz.ts";\nimport a from "./a.ts";\nexport default [x, a];',
        "services/c.ts": 'import b from "./b.ts";\nexport default b;',
      },
      ["services/a.ts: imports services/zzz.ts, which does not exist", "services/b.ts: imports services/zzz.ts, which does not exist"],
    ],
    [
      "with two imports of missing files",
      { "services/a.ts": 'import x from "./x.ts";\nimport y from "./y.ts";\nexport default [x, y];' },
      ["services/a.ts: imports services/x.ts, which does not exist", "services/a.ts: imports services/y.ts, which does not exist"],
    ],
    [
      "with an import of a missing file, and no other service is suggested",
      { "services/a.ts": 'import e from "./emailservice.ts";\nexport default e;', "services/adservice.ts": "export default 1;" },
      ["services/a.ts: imports services/emailservice.ts, which does not exist"],
    ],
    [
      "with a mistake of its own, though it imports one that does not load",
      {
        "services/a.ts": 'import x from "./zzz.ts";\nexport default x;',
        "services/b.ts": 'import a from "./a.ts";\nimport { nope } from "./ok.ts";\nexport default [a, nope];',
        "services/c.ts":
          'import b, { x, y as z } from "./b.ts";\nimport * as all from "./b.ts";\nimport n from "nope";\nexport default [b, x, z, all, n];',
        "services/d.ts": `import c from "./c.ts";\n${BROKEN}`,
        "services/e.ts": 'import d, { type X } from "./d.ts";\nimport y from "./yyy.ts";\nexport default [d, y];',
        "services/f.ts": 'import e from "./e.ts";\nexport { default as g } from "./e.ts";\nthrow new Error("no problem of f");',
        "services/ok.ts": "export default 1;",
      },
      [
        "services/a.ts: imports services/zzz.ts, which does not exist",
        "services/b.ts: does not load: The requested module './ok.ts' does not provide an export named 'nope'",
        "services/c.ts: does not load: Cannot find package 'nope' imported from services/c.ts",
        "services/d.ts: line 2: does not load: Expression expected",
        "services/e.ts: imports services/yyy.ts, which does not exist",
      ],
    ],
    [
      "in a circle that imports one that does not load",
      {
        "services/a.ts": 'import b from "./b.ts";\nimport c from "./c.ts";\nexport default [b, c];',
        "services/b.ts": 'import a from "./a.ts";\nimport x from "./zzz.ts";\nexport default [a, x];',
        "services/c.ts": BROKEN,
      },
      ["services/b.ts: imports services/zzz.ts, which does not exist", "services/c.ts: line 1: does not load: Expression expected"],
    ],
    [
      "that throws a string",
      { "services/a.ts": 'import b from "./b.ts";\nexport default b;', "services/b.ts": 'throw "boom";' },
      ["services/b.ts: does not load: boom"],
    ],
    [
      "with an import of a missing package",
      { "services/a.ts": 'import x from "nope";\nexport default x;', "services/b.ts": 'import a from "./a.ts";\nexport default a;' },
      ["services/a.ts: does not load: Cannot find package 'nope' imported from services/a.ts"],
    ],
    [
      "with an import of a missing export",
      {
        "services/a.ts": 'import b from "./b.ts";\nexport default b;',
        "services/b.ts": 'import { nope } from "./c.ts";\nexport default nope;',
        "services/c.ts": "export default 1;",
      },
      ["services/b.ts: does not load: The requested module './c.ts' does not provide an export named 'nope'"],
    ],
    [
      "with no problem if it has no default export: the caller reports it",
      { "services/a.ts": 'import b from "./b.ts";\nexport default b;', "services/b.ts": "export const x = 1;" },
      [],
    ],
    [
      "beside another one",
      {
        "services/a.ts": BROKEN,
        "services/b.ts": "export default 1;",
        "stacks/c.ts": 'import "../services/b.ts";\nthrow new Error("boom");',
      },
      ["services/a.ts: line 1: does not load: Expression expected", "stacks/c.ts: line 2: does not load: boom"],
    ],
    [
      "in a circle",
      { "services/a.ts": 'import b from "./b.ts";\nexport default b;', "services/b.ts": `import a from "./a.ts";\n${BROKEN}` },
      ["services/b.ts: line 2: does not load: Expression expected"],
    ],
    [
      "in a circle with another one",
      { "services/a.ts": `import b from "./b.ts";\n${BROKEN}`, "services/b.ts": `import a from "./a.ts";\n${BROKEN}` },
      ["services/a.ts: line 2: does not load: Expression expected", "services/b.ts: line 2: does not load: Expression expected"],
    ],
    [
      "in a circle, with an import of a missing file",
      {
        "services/a.ts": 'import b from "./b.ts";\nimport x from "./zzz.ts";\nexport default [b, x];',
        "services/b.ts": 'import a from "./a.ts";\nexport default a;',
        "services/c.ts": 'import b from "./b.ts";\nexport default b;',
      },
      ["services/a.ts: imports services/zzz.ts, which does not exist"],
    ],
  ])("%s", async (_title, files, expected) => {
    expect(
      await problemsOf(
        writtenProject(files),
        Object.keys(files).filter((file) => !file.startsWith("shared/")),
      ),
    ).toEqual(expected);
  });

  it("once, at the end of a chain of 3,000 imports", async () => {
    const names = Array.from({ length: 3000 }, (_, index) => `services/${index}.ts`);
    const sources = names.map((_, index) => (index === 2999 ? BROKEN : `import next from "./${index + 1}.ts";\nexport default next;`));
    const root = writtenProject(Object.fromEntries(names.map((name, index) => [name, sources[index] ?? ""])));
    expect(await problemsOf(root, names)).toEqual(["services/2999.ts: line 1: does not load: Expression expected"]);
  });

  it("if it is a directory", async () => {
    const root = writtenProject({ "services/b.ts": 'import a from "./a.ts";\nexport default a;' });
    mkdirSync(join(root, "services/a.ts"));
    expect(await problemsOf(root, ["services/a.ts", "services/b.ts"])).toEqual(["services/a.ts: is a directory, not a file"]);
    expect(await problemsOf(root, ["services/b.ts"])).toEqual(["services/a.ts: is a directory, not a file"]);
  });

  it("if it is a broken link, or imports one", async () => {
    const root = writtenProject({ "services/b.ts": 'import a from "./a.ts";\nimport x from "../shared/x.ts";\nexport default [a, x];' });
    mkdirSync(join(root, "shared"));
    symlinkSync("/nope", join(root, "services/a.ts"));
    symlinkSync("/nope", join(root, "shared/x.ts"));
    expect(await problemsOf(root, ["services/a.ts", "services/b.ts"])).toEqual([
      "services/a.ts: is a broken link to /nope",
      "services/b.ts: imports shared/x.ts, which is a broken link to /nope",
    ]);
  });

  it("if it is in a large circle of imports that cannot be deferred", async () => {
    const names = Array.from({ length: 2000 }, (_, index) => `services/${1000 + index}.ts`);
    const sources = names.map((_, index) => `import * as next from "./${1000 + ((index + 1) % 2000)}.ts";\nexport default () => next;`);
    const root = writtenProject(Object.fromEntries(names.map((name, index) => [name, sources[index] ?? ""])));
    expect(await problemsOf(root, names)).toEqual([
      "services/2999.ts: does not load: it is in a circle of imports that is too large for Node's stack",
    ]);
  });
});
