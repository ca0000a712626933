import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { LocalResource } from "../../lib/pulumi/local/local-cloud.ts";
import type { CloudType } from "../../lib/cloud/cloud-types.ts";

/** Reads every resource of a local cloud, sorted by type and id. */
export function readLocalCloud(directory: string): readonly LocalResource[] {
  const folders = readdirSync(directory, { withFileTypes: true }).filter((each) => each.isDirectory());
  return folders
    .flatMap(({ name: folder }) => readdirSync(join(directory, folder)).map((file) => join(directory, folder, file)))
    .flatMap((path) => readResource(path) ?? [])
    .sort((a, b) => (`${a.type} ${a.id}` < `${b.type} ${b.id}` ? -1 : 1));
}

/** Reads a resource. A run may delete it after the directory was listed. */
function readResource(path: string): LocalResource | undefined {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

/** Returns the inputs of each resource of a type, in the order of their ids. */
export const inputsInCloud = (directory: string, type: CloudType): readonly LocalResource["inputs"][] =>
  readLocalCloud(directory).flatMap((each) => (each.type === type ? [each.inputs] : []));
