import { compileCloud } from "../../cloud/compile-cloud.ts";
import type { AnyCloudResource } from "../../cloud/resource.ts";
import { sharedIdentities } from "../../cloud/shared-identities.ts";
import type { Tier } from "../../model/tier.ts";
import { openProject } from "../../workspace/project.ts";
import type { Selection } from "../../workspace/selection.ts";
import type { AppContext } from "../context.ts";
import type { LocalResource } from "../../pulumi/local/local-cloud.ts";
import { unmanagedResources } from "./unmanaged-resources.ts";
import { emitWarnings, type WithWarnings } from "../warnings.ts";
import type { Problem } from "../../base/problem.ts";
import { MAX_PREFIX, planAddresses } from "../../model/address-plan.ts";
import type { StackModel } from "../../model/model.ts";

/** The resources that a stack asks of its cloud. */
export interface StackCloud {
  readonly stack: string;
  readonly tier: Tier;
  /** The Google Cloud project. */
  readonly project: string;
  readonly resources: readonly AnyCloudResource[];
}

export interface CloudResult extends WithWarnings {
  readonly clouds: readonly StackCloud[];
  /** The resources of the local cloud that no state has. Only it can be listed. */
  readonly unmanaged: readonly Pick<LocalResource, "id" | "type">[];
  /** True if each resource is shown with its inputs. */
  readonly inputs: boolean;
}

/** Lists the cloud resources of stacks, from the specs alone. Of clouds, it asks only the local one. @throws UserError INVALID_SPEC, USAGE */
export async function showCloud(context: AppContext, selection: Selection, inputs: boolean): Promise<CloudResult> {
  const project = await openProject(await context.workspace(), selection, { reserved: [] });
  const { model } = project;
  const isSelected = ({ block: { service } }: AnyCloudResource): boolean =>
    selection.services.length === 0 || (service !== undefined && selection.services.includes(service));
  const warnings = model.stacks.flatMap((stack) => [...rangeProblem(stack), ...sharedIdentities(stack, selection.services)]);
  return {
    ...emitWarnings(context, warnings),
    clouds: model.stacks.map((stack) => ({
      stack: stack.name,
      tier: stack.tier,
      project: stack.project,
      resources: compileCloud(stack).filter(isSelected),
    })),
    unmanaged: selection.services.length + selection.stacks.length === 0 ? await unmanagedResources(project) : [],
    inputs,
  };
}

/** Returns the problem of a private range without room for the parts of a network. */
function rangeProblem({ file, privateRange }: StackModel): readonly Problem[] {
  if (privateRange === undefined || planAddresses(privateRange) !== undefined) return [];
  const message = `"${privateRange}" is too small for a network with managed services; at least /${MAX_PREFIX} fits`;
  return [{ file, path: "privateRange", message }];
}
