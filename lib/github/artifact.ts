import { lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { isCode, messageOf } from "../base/errors.ts";
import type { CloudPreview } from "../app/cloud/cloud-preview.ts";
import type { CheckResult } from "../app/results.ts";
import type { Risk } from "../diff/risks/risk.ts";
import { TIERS } from "../model/tier.ts";
import type { Part, PreviewedPart } from "../report/results/reported.ts";
import { claimedRisks, risksSchema } from "./claimed-risks.ts";
import { laterOf, laterSchema } from "./later-waves.ts";
import { list, MAXIMUM_CHARACTERS, string, whole } from "./untrusted.ts";

/** The bytes of a file that another job made. */
const MAXIMUM_BYTES = 64_000_000;

const checkSchema = z.object({
  stacks: whole,
  objects: whole,
  findings: list(
    z.object({
      file: string,
      what: z.enum(["stale", "missing", "stray", "outdated", "edited", "unproven", "rewritten"]),
      line: whole.optional().transform((line) => line),
      who: string.optional(),
    }),
  ),
  fix: string.optional(),
});

const amount = z.number().min(-1e9).max(1e9);
const range = z.object({ least: amount, most: amount });

/** The change of the monthly cost. An older Fairlead did not list it. */
const costSchema = z.object({
  isChanged: z.boolean(),
  change: range,
  month: range,
  // An older Fairlead did not list them.
  unpriced: list(string).default([]),
  usage: list(string),
  unknown: list(string),
});

/** The words of a policy pack. An older Fairlead asked none. */
const violationSchema = z.object({
  shard: string,
  severity: z.enum(["error", "warning"]),
  policy: string,
  resource: string.optional().transform((resource) => resource),
  message: string,
});

const cloudSchema = z.object({
  leftovers: z.lazy(() => leftoversSchema).default([]),
  engine: string.optional(),
  policyPacks: list(string).default([]),
  stacks: list(
    z.object({
      stack: string,
      tier: z.enum(TIERS),
      project: string,
      unchanged: whole,
      changes: list(
        z.object({
          stack: string,
          shard: string,
          type: string,
          name: string,
          urn: string,
          block: string,
          service: string.exactOptional(),
          action: z.enum(["create", "delete", "replace", "same", "update"]),
          protected: z.boolean(),
          protection: z.enum(["begins", "ends"]).exactOptional(),
          previousUrn: string.exactOptional(),
          properties: list(string),
          causes: list(string),
          because: string.exactOptional(),
          usedBy: list(string),
        }),
      ),
      cost: costSchema.exactOptional(),
      later: z.object({ after: string, soakMs: whole.max(1e12) }).exactOptional(),
      renames: list(z.object({ service: string, need: string, movedFrom: string, lost: list(string) })).default([]),
      unknown: list(string),
      problems: list(z.object({ shard: string, message: string, hint: string.optional() })),
      violations: list(violationSchema).default([]),
    }),
  ),
});

/** The clouds without specs. An older Fairlead did not list them. */
const leftoversSchema = list(z.object({ stack: string, spec: z.enum(["removed", "retired"]), resources: whole, protected: whole }));

const problemSchema = z.object({ file: string, path: string, message: string, hint: string.exactOptional() });

const previewSchema = z.object({
  manifests: z.object({ risks: risksSchema }).default({ risks: [] }),
  cloud: cloudSchema,
  later: laterSchema.default([]),
  warnings: list(problemSchema).default([]),
});

const failureSchema = z.object({
  error: z.object({ message: string, hint: string.optional(), problems: list(problemSchema).default([]) }),
});

/** Reads what `check --json` printed. The code of the pull request ran before it, so the file may hold anything. */
export const readCheck = (directory: string): Part<CheckResult> =>
  readPart(join(directory, "check.json"), checkSchema, ({ findings, fix, ...rest }) => ({
    ...rest,
    fix,
    findings: findings.map(({ file, what, line, who }) => ({ file, what, line, who, found: undefined, expected: undefined })),
  }));

/** Reads what `preview --json` printed. The file may hold anything, too. @param known the risks that git shows */
export const readPreview = (directory: string, known: readonly Risk[]): Part<PreviewedPart> =>
  readPart(join(directory, "preview.json"), previewSchema, ({ manifests, cloud, later, warnings }) => ({
    claims: claimedRisks(manifests.risks, known),
    cloud: cloudOf(cloud),
    later: later.map(laterOf),
    findings: warnings,
  }));

const cloudOf = ({ stacks, leftovers, engine, policyPacks }: z.output<typeof cloudSchema>): CloudPreview => ({
  engine: undefined,
  leftovers,
  // The report names the packs that no engine asked.
  policyPacks: engine === undefined ? policyPacks : [],
  stacks: stacks.map((stack) => ({
    ...stack,
    problems: stack.problems.map(({ shard, message, hint }) => ({ shard, message, hint })),
  })),
});

function readPart<S extends z.ZodType, T>(path: string, schema: S, convert: (value: z.output<S>) => T): Part<T> {
  try {
    const status = lstatSync(path);
    if (!status.isFile()) return { state: "unreadable", problem: `${path} is not a file` };
    if (status.size > MAXIMUM_BYTES) return { state: "unreadable", problem: `${path} has more than ${MAXIMUM_BYTES} bytes` };
    const value: unknown = JSON.parse(readFileSync(path, "utf8"));
    const failure = failureSchema.safeParse(value);
    if (failure.success) return { state: "failed", failure: { ...failure.data.error, hint: failure.data.error.hint } };
    const result = schema.safeParse(value);
    if (result.success) return { state: "read", value: convert(result.data) };
    return { state: "unreadable", problem: `${path} is no result of this version: ${placeOf(result.error)}` };
  } catch (error) {
    if (isCode(error, "ENOENT")) return { state: "missing" };
    return { state: "unreadable", problem: `${path}: ${messageOf(error).slice(0, MAXIMUM_CHARACTERS)}` };
  }
}

/** Names the first place that is wrong, without its value. */
const placeOf = ({ issues: [first] }: z.ZodError): string =>
  (first?.path ?? []).map(String).join(".").slice(0, 100) || "the whole document";
