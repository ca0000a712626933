import type { Problem } from "../base/problem.ts";
import { UserError } from "../base/user-error.ts";
import { valueAt } from "../base/values.ts";
import { applicationPath, applicationsDirectory } from "../compile/generated-paths.ts";
import { readObject } from "../diff/object.ts";
import { PLATFORM } from "../model/object-names.ts";
import { movedFromOf } from "../model/stack-fields/moved-from.ts";
import { GENERATED_ROOT } from "../render/layout.ts";
import type { Project } from "../workspace/project.ts";
import { isEverything } from "../workspace/selection.ts";
import type { GeneratedTree } from "../workspace/workspace.ts";

/**
 * Refuses to remove a prod stack that still has Applications. Without a finalizer, Argo CD would keep them for ever.
 * @throws UserError REFUSED
 */
export function refuseUnretired({ fleet, selection, workspace: { tree } }: Pick<Project, "fleet" | "selection" | "workspace">): void {
  // A run for some stacks or services removes no other stack.
  if (!isEverything(selection)) return;
  const known = new Set(fleet.stacks.flatMap(({ stack }) => [stack.name, ...movedFromOf(stack.input.movedFrom)]));
  const problems = tree
    .directories()
    .filter((stack) => stack !== "argocd" && !known.has(stack) && isProd(tree, stack) && hasApplications(tree, stack))
    .map((stack): Problem => ({
      file: `stacks/${stack}.ts`,
      path: "retired",
      message: `${stack} is a prod stack, and its Applications are in ${GENERATED_ROOT}/${stack}/applications/`,
      hint: `git checkout HEAD -- stacks/${stack}.ts, set retired: true and deploy that first; if it is renamed: movedFrom: "${stack}"`,
    }));
  if (problems.length > 0)
    throw new UserError("REFUSED", "a prod stack is removed without being retired; nothing was written", { problems });
}

function isProd(tree: GeneratedTree, stack: string): boolean {
  const path = `argocd/application-${stack}.yaml`;
  const { value } = readObject(path, tree.read(path) ?? "");
  return valueAt(value, ["metadata", "labels", "env"]) === "prod";
}

/** True if the tree has an Application beside that of the platform. */
const hasApplications = (tree: GeneratedTree, stack: string): boolean =>
  [...tree.source("", `${applicationsDirectory(stack)}/`).ids.keys()].some(
    (path) => `${applicationsDirectory(stack)}/${path}` !== applicationPath(stack, PLATFORM),
  );
