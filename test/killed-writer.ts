/** A process that writes a tree, and kills itself before its nth change of the disk: `root scratch tree n`. */
import { readFileSync } from "node:fs";
import { type FileOperations, nodeFileOperations } from "../lib/system/file-operations.ts";
import { writeTree } from "../lib/workspace/tree/write-tree.ts";

const [, , root = "", scratch = "", treeFile = "", last = "0"] = process.argv;
const tree: Readonly<Record<string, string>> = JSON.parse(readFileSync(treeFile, "utf8"));
let count = 0;
const step = (): void => {
  count += 1;
  if (count === Number(last)) process.kill(process.pid, "SIGKILL");
};
const operations: FileOperations = {
  mkdir: (path) => (step(), nodeFileOperations.mkdir(path)),
  writeFile: (path, text) => (step(), nodeFileOperations.writeFile(path, text)),
  link: (from, to) => (step(), nodeFileOperations.link(from, to)),
  rename: (from, to) => (step(), nodeFileOperations.rename(from, to)),
  exchange: (a, b) => (step(), nodeFileOperations.exchange(a, b)),
  remove: (path) => (step(), nodeFileOperations.remove(path)),
  sync: (paths) => (step(), nodeFileOperations.sync(paths)),
};
await writeTree({ root, scratch }, new Map(Object.entries(tree)), { operations });
