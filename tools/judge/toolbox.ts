import { mkdir, mkdtemp, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { cacheKey, cacheRoot, exists, hasGo } from "../cache.ts";
import { buildPrograms, writeSchemas, type Say } from "./build.ts";
import { NoGoError } from "./judge-error.ts";
import { schemaModules } from "./modules.ts";

/** Paths of the programs and schemas. */
export interface Toolbox {
  readonly kubeScore: string;
  readonly kubeconform: string;
  readonly schemas: string;
}

/** The files that the build depends on. A change to one of them makes a new toolbox. */
const ingredients = ["go.mod", "go.sum", "modules.ts", "strict-schema.ts", "schemas.ts", "build.ts"];

/** Milliseconds after which the directory of an unfinished build is removed. A build takes about a minute. */
const abandonedAfterMs = 6 * 60 * 60 * 1000;

/** Removes the directories of interrupted builds. */
async function sweep(root: string): Promise<void> {
  for (const name of await readdir(root)) {
    const path = join(root, name);
    const abandoned = name.startsWith(".building-") && Date.now() - (await stat(path)).mtimeMs > abandonedAfterMs;
    if (abandoned) await rm(path, { recursive: true, force: true });
  }
}

/** Moves a finished build to its place. If another run was faster, this run uses that build. */
async function install(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (cause) {
    if (!(await exists(to))) throw cause;
  }
}

/**
 * Returns the programs and schemas, and builds them if the cache does not have this version. A build is renamed to its place
 * when it is complete.
 * @throws NoGoError if a build is needed and Go is not installed
 * @throws JudgeError if the build or a download fails
 */
export async function openToolbox(say: Say): Promise<Toolbox> {
  const root = cacheRoot("judge");
  const home = join(root, await cacheKey(import.meta.dirname, ingredients));
  if (!(await exists(home))) {
    if (!(await hasGo())) throw new NoGoError("no Go toolchain on PATH");
    await mkdir(root, { recursive: true });
    await sweep(root);
    const building = await mkdtemp(join(root, ".building-"));
    try {
      await writeSchemas(schemaModules, join(building, "schemas"), say);
      await buildPrograms(join(building, "bin"), say);
      await install(building, home);
    } finally {
      await rm(building, { recursive: true, force: true });
    }
  }
  return {
    kubeScore: join(home, "bin", "kube-score"),
    kubeconform: join(home, "bin", "kubeconform"),
    schemas: join(home, "schemas"),
  };
}
