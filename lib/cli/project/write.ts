import type { Tree } from "../../render/tree.ts";
import { writeTree } from "../../render/writer/write.ts";
import type { RenderResult } from "../../report/results.ts";
import type { Io } from "../io.ts";
import { secondsSince } from "../seconds.ts";
import type { Project } from "./project.ts";

/** Writes a tree, or what of it a run speaks for, and says what that changed. @param start of `performance.now()` */
export async function writeRendered(
  io: Io,
  { workspace, model }: Project,
  { tree, owned }: { readonly tree: Tree; readonly owned: (path: string) => boolean },
  start: number,
): Promise<RenderResult> {
  const onWait = (holder: string): void => io.err(`waiting for another render: ${holder}\n`);
  const { created, changed, removed } = await writeTree(workspace, tree, { owned, onWait });
  return { stacks: model.stacks.length, objects: tree.size, created, changed, removed, seconds: secondsSince(start) };
}
