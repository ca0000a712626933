import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { writtenProject } from "../../../test/written-project.ts";
import { readImportGraph } from "./import-graph.ts";

const MODULE = "services/a.ts";

/** Reads the graph of a project from `services/a.ts`: module -> imports, `*` before those that are not default imports. */
function graphOf(files: Readonly<Record<string, string>>): Readonly<Record<string, readonly string[]>> {
  const root = writtenProject(files);
  const base = pathToFileURL(`${root}/`).href;
  const path = (url: string): string => url.slice(base.length);
  const graph = readImportGraph([pathToFileURL(join(root, MODULE)).href]);
  return Object.fromEntries(
    [...graph].map(([url, { imports }]) => [path(url), imports.map((each) => `${each.isDefault ? "" : "*"}${path(each.url)}`)]),
  );
}

describe("readImportGraph", () => {
  it.each<readonly [string, string, readonly string[]]>([
    ["a default import", 'import b from "./b.ts";', ["services/b.ts"]],
    ["a default import without a semicolon", "import b from './b.ts'\nimport c from './c.ts'", ["services/b.ts", "services/c.ts"]],
    ["imports on one line", 'import b from "./b.ts"; import c from "./c.ts";', ["services/b.ts", "services/c.ts"]],
    ["an import from another directory", 'import x from "../shared/x.ts";', ["shared/x.ts"]],
    ["a named import", 'import { x } from "./b.ts";', ["*services/b.ts"]],
    ["a named import on several lines", 'import {\n  x,\n  y as z,\n} from "./b.ts";', ["*services/b.ts"]],
    ["a default and a named import", 'import b, { x } from "./b.ts";', ["*services/b.ts"]],
    ["a namespace import", 'import * as b from "./b.ts";', ["*services/b.ts"]],
    ["an import for its effects", 'import "./b.ts";', ["*services/b.ts"]],
    ["an export of another module", 'export { x } from "./b.ts";\nexport * from "./c.ts";', ["*services/b.ts", "*services/c.ts"]],
    ["a named import of a type, which Node keeps", 'import { type X } from "./b.ts";', ["*services/b.ts"]],
    ["a default import that is called type", 'import type from "./b.ts";', ["services/b.ts"]],
    ["an import of types, which Node erases", 'import type { X } from "./b.ts";\nimport type Y from "./c.ts";', []],
    ["a package", 'import { defineService } from "fairlead";', []],
    ["a file that is no TypeScript", 'import x from "./values.json" with { type: "json" };', []],
    ["an import() that runs later", 'const load = () => import("./b.ts");', []],
    ["a comment", '// import b from "./b.ts";\n/**\n * import b from "./b.ts";\n */', []],
    ["a string", 'const x = `from "./b.ts"`;\nconst y = \'import b from "./b.ts"\';', []],
    ["an export before an import", 'export default 1;\nimport b from "./b.ts";', ["services/b.ts"]],
  ])("finds the imports of a module: %s", (_title, source, expected) => {
    expect(graphOf({ [MODULE]: source })).toEqual({ [MODULE]: expected });
  });

  it("follows imports, in a circle too", () => {
    const files = { [MODULE]: 'import x from "../shared/x.ts";', "shared/x.ts": 'import a from "../services/a.ts";', "shared/y.ts": "" };
    expect(graphOf(files)).toEqual({ [MODULE]: ["shared/x.ts"], "shared/x.ts": ["services/a.ts"] });
  });

  it("leaves out files that cannot be read", () => {
    expect(graphOf({})).toEqual({});
  });
});
