import { z } from "zod";
import { exec } from "./exec.ts";
import type { Finding } from "./finding.ts";
import type { Manifest } from "./manifest.ts";
import { schemaLocation } from "./schemas.ts";

/** Files in one call. Systems take far more arguments. */
const batchSize = 1000;

const output = z.object({
  resources: z.array(
    z.object({
      filename: z.string(),
      kind: z.string(),
      name: z.string(),
      version: z.string(),
      status: z.string(),
      msg: z.string(),
    }),
  ),
  summary: z.object({ valid: z.number(), invalid: z.number(), errors: z.number(), skipped: z.number() }),
});

/** kubeconform's result for a list of files. */
export interface Conformed {
  readonly findings: readonly Finding[];
  /** The number of objects that it checked. */
  readonly checked: number;
}

function checkOf(status: string, message: string): string {
  if (status === "statusInvalid") return "schema";
  return message.startsWith("could not find schema") ? "no-schema" : "unreadable";
}

/**
 * Lists the causes in the text of a validation error: the leaves of a tree that the indentation shows. The field
 * `validationErrors` of kubeconform has only the outermost level, which is "validation failed".
 */
export function schemaCauses(message: string): readonly string[] {
  const entries = [...message.matchAll(/(\s+)- at '([^']*)': (.*?)(?=\s+- at '|$)/gs)];
  const depth = (index: number): number => entries[index]?.[1]?.length ?? 0;
  const leaves = entries.filter((_, index) => depth(index + 1) <= depth(index));
  return leaves.map(([, , path = "", cause = ""]) => `at ${path === "" ? "/" : path}: ${cause}`);
}

/** Parses kubeconform's JSON for the given manifests. */
export function parseKubeconform(json: string, manifests: readonly Manifest[]): Conformed {
  const { resources, summary } = output.parse(JSON.parse(json));
  const findings = resources.flatMap(({ filename, kind, name, version, status, msg }): Finding[] => {
    const manifest = manifests.find((one) => one.path === filename && one.kind === kind && one.name === name);
    const check = checkOf(status, msg);
    const about = { tool: "kubeconform", path: filename, object: manifest?.label ?? `${kind}/${name}`, check } as const;
    if (check === "no-schema") {
      return [{ ...about, message: `no schema for ${version} ${kind}: add its CRD to tools/judge/modules.ts` }];
    }
    const causes = check === "schema" ? schemaCauses(msg) : [];
    return (causes.length === 0 ? [msg] : causes).map((message) => ({ ...about, message }));
  });
  return { findings, checked: summary.valid + summary.invalid + summary.errors };
}

/**
 * Validates every object against its strict schema. An object of a kind without a schema is a finding.
 * @throws Error if kubeconform checked fewer objects than it got
 */
export async function kubeconform(program: string, schemas: string, manifests: readonly Manifest[]): Promise<readonly Finding[]> {
  const files = [...new Set(manifests.map(({ path }) => path))];
  const findings: Finding[] = [];
  let checked = 0;
  for (let start = 0; start < files.length; start += batchSize) {
    const args = ["-strict", "-output=json", "-summary", `-schema-location=${schemaLocation(schemas)}`];
    const result = await exec(program, [...args, "--", ...files.slice(start, start + batchSize)]);
    if (result.stdout === "") throw new Error(`kubeconform failed: ${result.stderr.trim()}`);
    const conformed = parseKubeconform(result.stdout, manifests);
    findings.push(...conformed.findings);
    checked += conformed.checked;
  }
  if (checked !== manifests.length) {
    throw new Error(`kubeconform checked ${checked} of ${manifests.length} objects`);
  }
  return findings;
}
