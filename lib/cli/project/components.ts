import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { componentDirectory, componentInputs, GENERATED_ROOT } from "../../render/layout.ts";
import type { Workspace } from "../../render/writer/swap.ts";
import type { Model } from "../../spec/model.ts";
import type { Io } from "../io.ts";

/** Directories of a project whose files components are made from, beside the functions themselves. */
const SOURCES = ["components", "charts"];

/** A component of a stack. */
export interface ComponentState {
  readonly stack: string;
  readonly component: string;
  /** Of everything that it is made from. */
  readonly inputs: string;
  /** Whether what is generated was made from just that. */
  readonly fresh: boolean;
}

/** Every component of the stacks, and whether what is generated of it is up to date. @param generated the generated root on the disk */
export function componentsOf(root: string, generated: string, { stacks }: Model): readonly ComponentState[] {
  const shared = stacks.some(({ components }) => components.length > 0)
    ? hashOf(
        SOURCES.flatMap((directory) => filesBelow(root, directory)),
        root,
      )
    : "";
  return stacks.flatMap(({ name: stack, tier, region, namespace, componentCode, components }) =>
    components.map((component) => {
      const facts = [shared, component, stack, tier, region, namespace, componentCode];
      const inputs = createHash("sha256").update(JSON.stringify(facts)).digest("hex");
      return { stack, component, inputs, fresh: textOf(join(generated, componentInputs(stack, component))) === `${inputs}\n` };
    }),
  );
}

/** Says which components are kept as they are although their sources have changed: without the engine nobody can make them. */
export function noteOutdated(
  io: Io,
  { root, workspace, model }: { readonly root: string; readonly workspace: Workspace; readonly model: Model },
): void {
  for (const { stack, component } of componentsOf(root, workspace.root, model).filter(({ fresh }) => !fresh)) {
    io.err(
      `note: ${GENERATED_ROOT}/${componentDirectory(stack, component)} is kept as it is, though its sources have changed; npx fairlead up renders it\n`,
    );
  }
}

/** Whether a path below the generated root is of a component: the engine alone can make it, so that others keep it as it is. */
export function isOfComponent({ stacks }: Model): (path: string) => boolean {
  const directories = stacks.flatMap(({ name, components }) => components.map((component) => componentDirectory(name, component)));
  return directories.length === 0 ? () => false : (path) => directories.some((directory) => path.startsWith(directory));
}

function filesBelow(root: string, directory: string): readonly string[] {
  if (!existsSync(join(root, directory))) return [];
  return readdirSync(join(root, directory), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
}

function hashOf(files: readonly string[], root: string): string {
  const hash = createHash("sha256");
  for (const file of files) hash.update(`${file}\n`).update(readFileSync(join(root, file)));
  return hash.digest("hex");
}

const textOf = (path: string): string | undefined => (existsSync(path) ? readFileSync(path, "utf8") : undefined);
