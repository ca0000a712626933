import { readdirSync } from "node:fs";
import { lockPath } from "../render/layout.ts";
import type { Tree } from "../render/tree.ts";
import { ifExists } from "../system/if-exists.ts";
import { type Snapshot, takeSnapshot } from "../workspace/tree/snapshot.ts";
import { writeTree } from "../workspace/tree/write-tree.ts";
import type { RenderResult } from "./results.ts";
import type { Io } from "../cli/io.ts";
import { secondsSince } from "../system/seconds-since.ts";
import { type Project, type Selection, workspaceOf } from "../workspace/project.ts";
import { findRoot } from "../workspace/root.ts";

/** What stands where a run with that selection may write. To be asked first: what changes after it is seen, the run does not write over. */
export function lookAround(cwd: string, { stacks, services }: Selection): Snapshot {
  const { root } = workspaceOf(findRoot(cwd));
  if (services.length === 0) return takeSnapshot(root, stacks.length === 0 ? [""] : ["argocd", ...stacks]);
  const among = stacks.length === 0 ? (ifExists(() => readdirSync(root)) ?? []) : stacks;
  const ofService = (stack: string, service: string) => [`${stack}/services/${service}`, `${stack}/applications/${service}.yaml`];
  return takeSnapshot(
    root,
    among.flatMap((stack) => [lockPath(stack), ...services.flatMap((service) => ofService(stack, service))]),
  );
}

/** Writes a tree, or what of it a run speaks for, and says what that changed. @param start of `performance.now()` */
export async function writeRendered(
  io: Io,
  { workspace, model }: Project,
  { tree, owned }: { readonly tree: Tree; readonly owned: (path: string) => boolean },
  { seen, start }: { readonly seen: Snapshot; readonly start: number },
): Promise<RenderResult> {
  const onWait = (holder: string): void => io.err(`waiting for another render: ${holder}\n`);
  const { created, changed, removed } = await writeTree(workspace, tree, { owned, onWait, snapshot: seen });
  return { stacks: model.stacks.length, objects: tree.size, created, changed, removed, seconds: secondsSince(start) };
}
