import { z } from "zod";
import type { Finding } from "./finding.ts";
import type { Manifest } from "./manifest.ts";

/** kube-score's result for the objects of one stack. */
export interface Scored {
  readonly findings: readonly Finding[];
  /** The objects that kube-score checked or could not read. It skips the others. */
  readonly known: ReadonlySet<Manifest>;
}

/** Objects that kube-score cannot process. If there are several, at least one of them is the cause. */
export interface Refusal {
  readonly manifests: readonly [Manifest, ...Manifest[]];
  /** kube-score's standard error. */
  readonly stderr: string;
}

/** The lowest grade that is not a warning. Source: kube-score, where 7 is "almost OK" and 10 is "OK". */
const okGrade = 7;

const commentSchema = z.object({ path: z.string(), summary: z.string(), description: z.string() });

const output = z
  .array(
    z.object({
      file_name: z.string(),
      checks: z.array(
        z.object({
          check: z.object({ id: z.string(), comment: z.string() }),
          grade: z.number(),
          skipped: z.boolean(),
          comments: z.array(commentSchema).nullable(),
        }),
      ),
    }),
  )
  .nullable();

/**
 * Joins all objects to one stream. Each object starts with a `# Source:` line that has its index. kube-score reports that line
 * as the object's file.
 */
export function kubeScoreInput(manifests: readonly Manifest[]): string {
  const documents = manifests.map(
    ({ text }, index) => `# Source: ${index}\n${text.replaceAll("\r\n", "\n").replace(/^\n+/, "").trimEnd()}\n`,
  );
  return documents.join("---\n");
}

function messageOf({ path, summary, description }: z.infer<typeof commentSchema>): string {
  const where = path === "" ? "" : `(${path}) `;
  return `${where}${summary}${description === "" ? "" : ` - ${description}`}`;
}

/** Parses kube-score's JSON for the manifests that {@link kubeScoreInput} got. */
export function parseKubeScore(json: string, manifests: readonly Manifest[]): Scored {
  const known = new Set<Manifest>();
  const findings: Finding[] = [];
  for (const scored of output.parse(JSON.parse(json)) ?? []) {
    const manifest = manifests[Number(scored.file_name)];
    if (manifest === undefined) throw new Error(`kube-score names an unknown source: ${scored.file_name}`);
    known.add(manifest);
    for (const { check, grade, skipped, comments } of scored.checks) {
      if (skipped || grade >= okGrade) continue;
      const messages = (comments ?? []).map(messageOf);
      for (const message of messages.length === 0 ? [check.comment] : messages) {
        findings.push({ tool: "kube-score", path: manifest.path, object: manifest.label, check: check.id, message });
      }
    }
  }
  return { findings, known };
}

/** Converts a refusal to a finding on the first of its objects. */
export function refusalFinding({ manifests, stderr }: Refusal): Finding {
  const [first] = manifests;
  const reason = stderr.trim().replace(/^Failed to score files: (failed to parse files: )?/, "");
  const several = ` (in one of the ${manifests.length} objects from here to ${manifests.at(-1)?.label})`;
  const message = `${reason.split("\n", 1)[0]}${manifests.length === 1 ? "" : several}`;
  return { tool: "kube-score", path: first.path, object: first.label, check: "unreadable", message };
}
