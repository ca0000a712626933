import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fetchModule, schemaFiles, type Say } from "../judge/build.ts";
import { schemaModules } from "../judge/modules.ts";
import { readEnums } from "./enums.ts";
import { formatSchemas } from "./format.ts";
import { makeSchemas } from "./make.ts";

/** The file that the schemas are committed in. */
export const DATA = join(import.meta.dirname, "..", "..", "lib", "compile", "schema", "data.ts");

/** The Go file of the enums, relative to the module of Kubernetes. */
const ENUMS = "pkg/generated/openapi/zz_generated.openapi.go";

/** Downloads the modules of the judge, and makes the text of the data file. */
export async function schemaData(say: Say): Promise<string> {
  const [builtin] = schemaModules.filter(({ dialect }) => dialect === "builtin");
  if (builtin === undefined) throw new Error("modules.ts has no module of built-in kinds");
  const enums = readEnums(readFileSync(join(await fetchModule(builtin, say), ENUMS), "utf8"));
  return formatSchemas(makeSchemas(await schemaFiles(schemaModules, say), enums));
}

if (process.argv[1] === import.meta.filename) {
  writeFileSync(DATA, await schemaData((line) => void process.stderr.write(`schemas: ${line}\n`)));
}
