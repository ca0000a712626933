import { CORE_SCHEMA, load, YAMLException } from "js-yaml";
import * as z from "zod/mini";
import { checkShape } from "../base/shape/check-shape.ts";
import type { Problem } from "../base/problem.ts";
import { reporterFor } from "../model/check/reporters.ts";
import type { FreezeScope } from "../model/pipeline/pipeline.ts";
import { FREEZES_FILE, GENERATED_ROOT } from "../render/layout.ts";
import { invalidSpec } from "./invalid-spec.ts";
import type { GeneratedTree } from "./workspace.ts";

const time = z.string().check(z.refine((text) => !Number.isNaN(Date.parse(text)), "must be a time such as 2026-12-24T18:00:00Z"));
const freeze = z.strictObject({
  at: time,
  by: z.string(),
  reason: z.string(),
  services: z.optional(z.array(z.string())),
  stacks: z.optional(z.array(z.string())),
  tiers: z.optional(z.array(z.enum(["latest", "staging", "prod"]))),
  until: z.optional(time),
});
const schema = z.record(z.string(), freeze);

/** A freeze that a person declared on the command line. */
export interface IncidentFreeze extends FreezeScope {
  readonly id: string;
  readonly by: string;
  readonly reason: string;
  /** RFC 3339, UTC. */
  readonly at: string;
  /** @default until a person thaws it */
  readonly until?: string | undefined;
}

/** Reads the freezes that people declared. A missing file has none. @throws UserError INVALID_SPEC */
export function readFreezes(tree: GeneratedTree): readonly IncidentFreeze[] {
  const text = tree.read(FREEZES_FILE);
  if (text === undefined) return [];
  const problems: Problem[] = [];
  const report = reporterFor(problems, `${GENERATED_ROOT}/${FREEZES_FILE}`);
  let value: unknown;
  try {
    value = load(text, { schema: CORE_SCHEMA }) ?? {};
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    report("", `is not YAML: ${error.reason}`, `git checkout HEAD -- ${GENERATED_ROOT}/${FREEZES_FILE}`);
  }
  if (problems.length > 0 || !checkShape(schema, value, report)) throw invalidSpec(problems);
  const known = value as z.infer<typeof schema>;
  return Object.entries(known).map(([id, { services = [], stacks = [], tiers = [], ...rest }]) => ({
    id,
    services,
    stacks,
    tiers,
    ...rest,
  }));
}
