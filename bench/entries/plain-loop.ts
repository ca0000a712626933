import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { load } from "js-yaml";
import { RunError } from "../measure/run.ts";
import { type RivalMaker, scriptRival } from "./rival.ts";

/** Writes each object with js-yaml's `dump` and one `writeFileSync`, in one process. */
export const plainLoop: RivalMaker = async (bench, name, rendered) =>
  scriptRival(bench, name, rendered, {
    file: `${bench.checkout}/bench/children/plain-loop.js`,
    note: "the same objects as Fairlead's",
    compared: false,
    verify: (directory) => expectSameObjects(directory, rendered.tree),
  });

/** Checks that the loop wrote the same objects as Fairlead. @throws RunError at the first file that differs */
function expectSameObjects(directory: string, tree: string): void {
  for (const path of readdirSync(directory, { recursive: true, encoding: "utf8" })) {
    if (!path.endsWith(".yaml")) continue;
    const [theirs, ours] = [directory, tree].map((root) => readFileSync(join(root, path), "utf8"));
    // Fairlead quotes some strings that js-yaml does not quote.
    if (theirs !== ours && !isDeepStrictEqual(load(theirs ?? ""), load(ours ?? ""))) {
      throw new RunError(`the plain loop and Fairlead write ${path} differently`);
    }
  }
}
