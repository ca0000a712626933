/** A process of its own that writes a tree and is killed before one of its changes to the disk: `root scratch tree n`. */
import { readFileSync } from "node:fs";
import { type FileOps, nodeFileOps } from "../lib/system/file-operations.ts";
import { writeTree } from "../lib/workspace/tree/write-tree.ts";

const [, , root = "", scratch = "", treeFile = "", last = "0"] = process.argv;
const tree: Readonly<Record<string, string>> = JSON.parse(readFileSync(treeFile, "utf8"));
let seen = 0;
const step = (): void => {
  seen += 1;
  if (seen === Number(last)) process.kill(process.pid, "SIGKILL");
};
const ops: FileOps = {
  mkdir: (path) => (step(), nodeFileOps.mkdir(path)),
  writeFile: (path, text) => (step(), nodeFileOps.writeFile(path, text)),
  link: (from, to) => (step(), nodeFileOps.link(from, to)),
  rename: (from, to) => (step(), nodeFileOps.rename(from, to)),
  exchange: (a, b) => (step(), nodeFileOps.exchange(a, b)),
  remove: (path) => (step(), nodeFileOps.remove(path)),
};
await writeTree({ root, scratch }, new Map(Object.entries(tree)), { ops });
