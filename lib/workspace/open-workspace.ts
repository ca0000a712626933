import { existsSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileNameOf } from "../model/rules/file-name.ts";
import { GENERATED_ROOT } from "../render/layout.ts";
import { ifExists } from "../system/if-exists.ts";
import { isDirectory } from "../system/is-directory.ts";
import { makeProjectDirectories } from "../system/make-directories.ts";
import { removeFile } from "../system/remove-file.ts";
import { componentsOf } from "./components.ts";
import { diskTree } from "./disk-tree.ts";
import { gitHistory } from "./git/git-history.ts";
import { loadConfig, loadFleet } from "./specs/load-fleet.ts";
import { listSpecs } from "./specs/list-specs.ts";
import { readPulumiProject } from "./pulumi-yaml.ts";
import { recoverBeforeReading } from "./tree/swap-journal.ts";
import { diskSource } from "./tree-source.ts";
import type { Specs, Workspace } from "./workspace.ts";

/**
 * Opens a repository on disk.
 * @param root its absolute path, as `findRoot` returns it
 * @param opsRoot the absolute path of a checkout of a separate ops repository. @default the same repository
 */
export function openWorkspace(root: string, opsRoot = root): Workspace {
  const tree = diskTree(opsRoot);
  recoverBeforeReading(tree.scratch);
  return {
    root,
    opsRoot,
    scratch: join(root, ".fairlead"),
    specs: diskSpecs(root),
    tree,
    history: gitHistory(root, opsRoot),
    components: (fleet, model) => componentsOf({ root, fleet, model }, tree.directory),
    treeNamed: async (cwd, name) => {
      const directory = resolve(cwd, name);
      if (!isDirectory(directory)) return (await import("./git/revision-source.ts")).revisionSource(opsRoot, name);
      // The name of a repository stands for its generated tree.
      const inside = join(directory, GENERATED_ROOT);
      return diskSource(isDirectory(inside) ? inside : directory, name);
    },
    base: async (revision) => (await import("./git/base-source.ts")).baseSource(opsRoot, revision),
  };
}

const diskSpecs = (root: string): Specs => ({
  loadConfig: () => loadConfig(root),
  loadFleet: (options) => loadFleet(root, options),
  exists: (file) => existsSync(join(root, file)),
  services: () => (ifExists(() => listSpecs(root, "services")) ?? []).map(fileNameOf),
  create: (file, text) => {
    makeProjectDirectories(dirname(join(root, file)));
    writeFileSync(join(root, file), text, { flag: "wx" });
  },
  remove: (file) => removeFile(root, join(root, file)),
  pulumiProject: (fallback) => readPulumiProject(root, fallback),
});
