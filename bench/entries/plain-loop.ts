import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { load } from "js-yaml";
import { RunError } from "../measure/run.ts";
import { type RivalMaker, scriptRival } from "./rival.ts";

/** One process, js-yaml's `dump` and one `writeFileSync` an object. */
export const plainLoop: RivalMaker = async (bench, name, rendered) =>
  scriptRival(bench, name, rendered, {
    file: `${bench.checkout}/bench/children/plain-loop.js`,
    note: "the same objects as Fairlead's",
    compared: false,
    verify: (directory) => expectSameObjects(directory, rendered.tree),
  });

/** @throws RunError at the first file that says something else: then the loop would not do the same work */
function expectSameObjects(directory: string, tree: string): void {
  for (const path of readdirSync(directory, { recursive: true, encoding: "utf8" })) {
    if (!path.endsWith(".yaml")) continue;
    const [theirs, ours] = [directory, tree].map((root) => readFileSync(join(root, path), "utf8"));
    // Fairlead puts some texts into quotes where js-yaml sees no need.
    if (theirs !== ours && !isDeepStrictEqual(load(theirs ?? ""), load(ours ?? ""))) {
      throw new RunError(`the plain loop and Fairlead write ${path} differently`);
    }
  }
}
