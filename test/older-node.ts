import { spawnSync } from "node:child_process";
import { delimiter, join } from "node:path";

/** A Node 20 to 23 on PATH: it cannot run TypeScript. Undefined if there is none. */
export const OLDER_NODE = (process.env["PATH"] ?? "")
  .split(delimiter)
  .map((directory) => join(directory, "node"))
  .find((node) => {
    const major = Number(/^v(\d+)\./.exec(spawnSync(node, ["--version"], { encoding: "utf8" }).stdout ?? "")?.[1]);
    return major >= 20 && major < 24;
  });
