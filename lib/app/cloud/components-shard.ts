import { readdirSync } from "node:fs";
import { join } from "node:path";
import { networkId, stackLabels } from "../../cloud/cloud-names.ts";
import type { StackModel } from "../../model/model.ts";
import type { CloudComponentsInput } from "../../pulumi/programs/cloud/components/components-input.ts";
import { isRecord } from "../../base/values.ts";
import { readIfExists } from "../../system/if-exists.ts";
import { moduleUrl } from "../../system/own-modules.ts";

const LOADER = moduleUrl("../../workspace/specs/load-cloud-components.ts", import.meta.url);

/** Returns the Pulumi stack of the components of a stack's cloud. */
export const componentsShard = (stack: string): string => `${stack}.components`;

/** Returns the input of the program of a stack's cloud components. @param root the repository's directory */
export function componentsInput(stack: StackModel, root: string): CloudComponentsInput {
  const { name, tier, region, project, file, border, foreign } = stack;
  return {
    names: componentNames(stack),
    root,
    file,
    loader: LOADER,
    context: { stack: name, tier, region, project, network: networkId(stack), labels: stackLabels(stack) },
    border: { border, foreign },
  };
}

/** Returns the names of the components of a stack's cloud, sorted. */
export const componentNames = ({ cloud }: StackModel): readonly string[] => Object.keys(cloud.components ?? {}).sort();

/** Lists the packages of other clouds that a repository has installed: `cloudflare`. */
export function installedPackages(root: string): readonly string[] {
  const scope = join(root, "node_modules", "@pulumi");
  try {
    return readdirSync(scope)
      .flatMap((name) => packageName(join(scope, name, "package.json")) ?? [])
      .sort();
  } catch {
    return [];
  }
}

/** Returns the name of a package's plugin; undefined if it has none, and for those that Fairlead has itself. */
function packageName(file: string): string | undefined {
  const text = readIfExists(file);
  const about: unknown = text === undefined ? undefined : JSON.parse(text);
  const pulumi = isRecord(about) ? about["pulumi"] : undefined;
  if (!isRecord(pulumi) || pulumi["resource"] !== true) return undefined;
  const name = typeof pulumi["name"] === "string" ? pulumi["name"] : /([^/]+)\/package\.json$/.exec(file)?.[1];
  return name === undefined || ["gcp", "kubernetes"].includes(name) ? undefined : name;
}
