import * as z from "zod/mini";
import type { Problem } from "../base/problem.ts";
import { isDnsLabel } from "../base/dns-names.ts";
import { checkShape } from "../base/shape/check-shape.ts";
import { shorten } from "../base/text.ts";
import { reporterFor } from "../model/check/reporters.ts";
import { isService } from "../model/service.ts";
import { isStack } from "../model/stack.ts";
import { isDay } from "../model/stack-fields/expires.ts";
import { POLICY_LEVELS } from "./policy.ts";
import type { PolicyFile } from "./policy-file.ts";

const isFunction = (value: unknown): boolean => typeof value === "function";
const hook = z.optional(z.unknown().check(z.refine(isFunction, "must be a function")));
const words = z.string().check(z.refine((text) => text.trim() !== "", "must not be empty"));

const exemption = z.strictObject({
  stack: z.optional(z.unknown().check(z.refine(isStack, "must be the default export of a file in stacks/"))),
  service: z.optional(z.unknown().check(z.refine(isService, "must be the default export of a file in services/"))),
  owner: words,
  reason: words,
  expires: z.string().check(z.refine(isDay, "must be a day such as 2026-12-24")),
});

const policy = z.strictObject({
  why: words,
  fix: words,
  level: z.enum(POLICY_LEVELS),
  manifests: hook,
  cloud: hook,
  stack: hook,
  exemptions: z.optional(z.array(exemption)),
});

/** Lists the mistakes in the policies themselves. */
export function checkPolicies(files: readonly PolicyFile[]): readonly Problem[] {
  const problems: Problem[] = [];
  const owners = new Map<string, string>();
  for (const { file, policy: each } of files) {
    const report = reporterFor(problems, file);
    const name = shorten(each.name);
    if (!isDnsLabel(name)) report("", `"${name}" is not a DNS label: lower-case letters, digits and "-", starting with a letter`);
    const other = owners.get(name);
    if (other !== undefined) report("", `the policy "${name}" is listed twice${other === file ? "" : `, also in ${other}`}`);
    owners.set(name, file);
    if (!checkShape(policy, each.input, report, name)) continue;
    const { manifests, cloud, stack, exemptions = [] } = each.input;
    if (manifests === undefined && cloud === undefined && stack === undefined) {
      report(name, "checks nothing", "give it a function: manifests, cloud or stack");
    }
    for (const [index, granted] of exemptions.entries()) {
      if (granted.stack === undefined && granted.service === undefined) {
        report(
          `${name}.exemptions.${index}`,
          "names no stack and no service",
          'set stack or service; level: "warn" turns off a whole policy',
        );
      }
    }
  }
  return problems;
}
