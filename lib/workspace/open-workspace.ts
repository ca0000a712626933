import { existsSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { GENERATED_ROOT } from "../render/layout.ts";
import { ifExists } from "../system/if-exists.ts";
import { componentsOf } from "./components.ts";
import { diskTree } from "./disk-tree.ts";
import { loadConfig, loadFleet } from "./specs/load-fleet.ts";
import { readPulumiProject } from "./pulumi-yaml.ts";
import { diskSource } from "./tree-source.ts";
import type { History, Specs, Workspace } from "./workspace.ts";

/** Opens a repository on disk. @param root its absolute path, as `findRoot` returns it */
export function openWorkspace(root: string): Workspace {
  const tree = diskTree(root);
  return {
    root,
    specs: diskSpecs(root),
    tree,
    history: historyOf(root),
    components: (fleet, model) => componentsOf({ root, fleet, model }, tree.directory),
    treeNamed: async (cwd, name) => {
      const directory = resolve(cwd, name);
      if (!isDirectory(directory)) return (await import("./git/revision-source.ts")).revisionSource(root, name);
      // The name of a repository stands for its generated tree.
      const inside = join(directory, GENERATED_ROOT);
      return diskSource(isDirectory(inside) ? inside : directory, name);
    },
  };
}

/** Returns the git history. Loads its code on demand, because most commands ask nothing. */
function historyOf(root: string): History {
  const load = async (): Promise<History> => (await import("./git/git-history.ts")).gitHistory(root);
  return {
    state: async () => (await load()).state(),
    lockMoves: async (questions, locks) => (await load()).lockMoves(questions, locks),
    contains: async (path) => (await load()).contains(path),
    uncommitted: async () => (await load()).uncommitted(),
    committed: async (paths) => (await load()).committed(paths),
    lastChanges: async (files) => (await load()).lastChanges(files),
    setting: async (name) => (await load()).setting(name),
  };
}

const diskSpecs = (root: string): Specs => ({
  loadConfig: () => loadConfig(root),
  loadFleet: () => loadFleet(root),
  exists: (file) => existsSync(join(root, file)),
  services: () =>
    (ifExists(() => readdirSync(join(root, "services"))) ?? []).flatMap((name) => (name.endsWith(".ts") ? [name.slice(0, -3)] : [])),
  create: (file, text) => writeFileSync(join(root, file), text, { flag: "wx" }),
  remove: (file) => rmSync(join(root, file)),
  pulumiProject: (fallback) => readPulumiProject(root, fallback),
});

const isDirectory = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
