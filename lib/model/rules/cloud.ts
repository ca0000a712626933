import type { Report } from "../../base/problem.ts";
import type { CloudPart, PartStack } from "../cloud/cloud-part.ts";
import { CLOUD_PARTS, type CloudInput, type CloudPartName } from "../cloud/registry.ts";
import type { StackRule } from "./rule.ts";

const PARTS: { readonly [K in CloudPartName]: CloudPart<NonNullable<CloudInput[K]>> } = CLOUD_PARTS;

/** Checks the parts of a stack's cloud. */
export const cloudRule: StackRule = (stack, report) => {
  for (const name of Object.keys(PARTS) as CloudPartName[]) {
    checkPart(name, stack.cloud?.[name], stack, (path, ...problem) =>
      report(path === "" ? `cloud.${name}` : `cloud.${name}.${path}`, ...problem),
    );
  }
};

function checkPart<K extends CloudPartName>(name: K, input: CloudInput[K], stack: PartStack, report: Report): void {
  const part: Pick<CloudPart<NonNullable<CloudInput[K]>>, "check"> = PARTS[name];
  if (input !== undefined) part.check?.(input, report, stack);
}
