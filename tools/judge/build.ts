import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { loadAll } from "js-yaml";
import { z } from "zod";
import { exec, type Execution } from "./exec.ts";
import { JudgeError } from "./judge-error.ts";
import { minimumGo, programs, type SchemaModule } from "./modules.ts";
import { builtinSchemas, crdSchemas, definitionsOf, type SchemaFile } from "./schemas.ts";
import type { SchemaNode } from "./strict-schema.ts";

/** Prints a line of progress to stderr. */
export type Say = (line: string) => void;

const here = import.meta.dirname;

/** Runs `go` in this directory, with the modules that `go.mod` pins. */
const runGo = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Execution> =>
  exec("go", args, { cwd: here, env: { GOWORK: "off", ...env } });

function failure(step: string, reason: string): JudgeError {
  return new JudgeError(`${step} failed (it needs Go >= ${minimumGo} and a Go module proxy): ${reason.trim()}`);
}

/** Builds the pinned kube-score and kubeconform into a directory. */
export async function buildPrograms(directory: string, say: Say): Promise<void> {
  say("building kube-score and kubeconform from their Go modules (once, about a minute)");
  await mkdir(directory, { recursive: true });
  const args = ["build", "-mod=readonly", "-buildvcs=false", "-trimpath", "-ldflags=-s -w", "-o", directory, ...Object.values(programs)];
  const { code, stderr } = await runGo(args, { CGO_ENABLED: "0" });
  if (code !== 0) throw failure("building kube-score and kubeconform", stderr);
}

const download = z.union([z.object({ Dir: z.string(), Sum: z.string() }), z.object({ Error: z.string() })]);

/** Downloads a module. @returns its directory */
export async function fetchModule({ path, version, sum }: SchemaModule, say: Say): Promise<string> {
  const name = `${path}@${version}`;
  say(`downloading ${name} for its schemas`);
  const { stdout, stderr } = await runGo(["mod", "download", "-json", name]);
  if (stdout === "") throw failure(`downloading ${name}`, stderr);
  const result = download.parse(JSON.parse(stdout));
  if ("Error" in result) throw failure(`downloading ${name}`, result.Error);
  if (result.Sum === sum) return result.Dir;
  throw new JudgeError(`${name} has the hash ${result.Sum}, but tools/judge/modules.ts pins ${sum}`);
}

async function crdFiles(directory: string, definitions: SchemaNode): Promise<readonly SchemaFile[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith(".yaml")).toSorted();
  const texts = await Promise.all(names.map((name) => readFile(join(directory, name), "utf8")));
  return texts.flatMap((text) => loadAll(text).flatMap((document) => crdSchemas(document, definitions)));
}

/** Downloads the modules and makes a strict schema of each of their kinds. */
export async function schemaFiles(modules: readonly SchemaModule[], say: Say): Promise<readonly SchemaFile[]> {
  const sources: { readonly module: SchemaModule; readonly path: string }[] = [];
  for (const module of modules) sources.push({ module, path: join(await fetchModule(module, say), module.files) });
  const builtin = sources.find(({ module }) => module.dialect === "builtin");
  if (builtin === undefined) throw new Error("modules.ts has no module of built-in kinds");
  const definitions = definitionsOf(JSON.parse(await readFile(builtin.path, "utf8")));
  const crds = sources
    .filter(({ module }) => module.dialect === "crd")
    .map(async ({ module, path }) => {
      const files = await crdFiles(path, definitions);
      if (files.length === 0) throw new JudgeError(`${module.path}@${module.version} has no CRD in ${module.files}`);
      return files;
    });
  const files = [builtinSchemas(definitions), ...(await Promise.all(crds))].flat();
  const written = new Set<string>();
  for (const { path } of files) {
    if (written.has(path)) throw new Error(`two schemas claim ${path}`);
    written.add(path);
  }
  return files;
}

/** Downloads the modules and writes a strict schema for each of their kinds. */
export async function writeSchemas(modules: readonly SchemaModule[], directory: string, say: Say): Promise<void> {
  for (const { path, schema } of await schemaFiles(modules, say)) {
    await mkdir(dirname(join(directory, path)), { recursive: true });
    await writeFile(join(directory, path), JSON.stringify(schema));
  }
}
