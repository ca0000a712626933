import { mkdir, mkdtemp, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { cacheKey, cacheRoot, exists, hasGo } from "../cache.ts";
import { buildPrograms, writeSchemas, type Say } from "./build.ts";
import { NoGoError } from "./judge-error.ts";
import { schemaModules } from "./modules.ts";

/** Paths of what judging needs. */
export interface Toolbox {
  readonly kubeScore: string;
  readonly kubeconform: string;
  readonly schemas: string;
}

/** The files whose content decides what is built: a change to any of them makes a new toolbox. */
const ingredients = ["go.mod", "go.sum", "modules.ts", "strict-schema.ts", "schemas.ts", "build.ts"];

/** A build that was interrupted leaves its directory; after this time nobody is working in it any more. */
const abandonedAfterMs = 6 * 60 * 60 * 1000;

async function sweep(root: string): Promise<void> {
  for (const name of await readdir(root)) {
    const path = join(root, name);
    const abandoned = name.startsWith(".building-") && Date.now() - (await stat(path)).mtimeMs > abandonedAfterMs;
    if (abandoned) await rm(path, { recursive: true, force: true });
  }
}

/** Several runs may build at once; the first to finish wins, and the others use what it made. */
async function install(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (cause) {
    if (!(await exists(to))) throw cause;
  }
}

/**
 * The programs and schemas, built if this version of them never was. The build happens beside its final place and is
 * renamed at the end, so an interrupted one is never mistaken for a finished one.
 * @throws NoGoError where a build is needed and there is no Go
 * @throws JudgeError where the build or a download fails
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
