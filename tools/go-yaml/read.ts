import { exec } from "../judge/exec.ts";
import { type Built, buildGoProgram } from "../go-program.ts";

/** Builds the YAML reader of Kubernetes and Argo CD into the user's cache, once. */
export const buildGoYaml = (): Promise<Built> =>
  buildGoProgram({ directory: import.meta.dirname, name: "go-yaml", target: ".", ingredients: ["go.mod", "go.sum", "main.go"] });

/** Reads YAML strings with the built program. A string that cannot be read becomes `{ error }`. */
export async function readWithGo(program: string, texts: readonly string[]): Promise<readonly unknown[]> {
  const { code, stdout, stderr } = await exec(program, [], { input: JSON.stringify(texts) });
  if (code !== 0) throw new Error(`the reader failed: ${stderr}`);
  const values: unknown = JSON.parse(stdout);
  return Array.isArray(values) ? values : [];
}
