import type { Report } from "../../base/problem.ts";
import type { CloudPart, PartStack } from "../cloud/cloud-part.ts";
import { CLOUD_PARTS, type CloudParts, type CloudPartName } from "../cloud/registry.ts";
import { nameProblem } from "../names.ts";
import type { StackRule } from "./rule.ts";

const PARTS: { readonly [K in CloudPartName]: CloudPart<NonNullable<CloudParts[K]>> } = CLOUD_PARTS;

/** Checks the parts of a stack's cloud, and the names of its components. */
export const cloudRule: StackRule = (stack, report) => {
  for (const name of Object.keys(stack.cloud?.components ?? {})) {
    const problem = nameProblem(name);
    if (problem !== undefined) report(`cloud.components.${name}`, problem);
  }
  for (const name of Object.keys(PARTS) as CloudPartName[]) {
    checkPart(name, stack.cloud?.[name], stack, (path, ...problem) =>
      report(path === "" ? `cloud.${name}` : `cloud.${name}.${path}`, ...problem),
    );
  }
};

function checkPart<K extends CloudPartName>(name: K, input: CloudParts[K], stack: PartStack, report: Report): void {
  const part: Pick<CloudPart<NonNullable<CloudParts[K]>>, "check"> = PARTS[name];
  if (input !== undefined) part.check?.(input, report, stack);
}
