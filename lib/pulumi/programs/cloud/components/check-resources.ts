import type { ResourceTransform } from "@pulumi/pulumi";
import { CLOUD_KINDS, isCloudType } from "../../../../cloud/kinds/registry.ts";
import { isProtected } from "../../../../cloud/need-place.ts";
import { foreignName } from "../../../../render/foreign-names.ts";
import type { CloudComponentsInput } from "./components-input.ts";

/** Refuses resources that a stack's cloud may not have, and protects data on prod. */
export function checkResources({ context, border }: Pick<CloudComponentsInput, "context" | "border">): ResourceTransform {
  const { stack, tier, project } = context;
  const findForeign = foreignName(border);
  return ({ custom, type, name, props, opts }) => {
    const refuse = (problem: string): never => {
      throw new Error(`${type} "${name}" ${problem}`);
    };
    if (type.startsWith("kubernetes:") || type === "pulumi:providers:kubernetes") {
      refuse("is of Kubernetes; a manifest is rendered and reviewed, so write it into components of the stack");
    }
    if (type.startsWith("gcp:") && typeof props["project"] === "string" && props["project"] !== project) {
      refuse(`is in project "${props["project"]}"; the project of ${stack} is "${project}"`);
    }
    const foreign = findForeign(props);
    if (foreign !== undefined) refuse(`mentions "${foreign}", which is of another tier than ${stack} (${tier})`);
    const losesData = custom && isCloudType(type) && CLOUD_KINDS[type].stateful;
    return losesData && isProtected(tier) ? { props, opts: { ...opts, protect: true } } : undefined;
  };
}
