import { existsSync, readdirSync } from "node:fs";
import { WRITTEN } from "../lib/workspace/tree/scratch-names.ts";

/** Lists what runs left in `.fairlead`, beside the two files that stay there. */
export const leftIn = (scratch: string): readonly string[] =>
  (existsSync(scratch) ? readdirSync(scratch) : []).filter((name) => name !== ".gitignore" && name !== WRITTEN).sort();
