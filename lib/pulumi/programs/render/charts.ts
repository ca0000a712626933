import { asset, log, Output, type ProviderResource, runtime } from "@pulumi/pulumi";
import { load } from "js-yaml";
import { readFileSync } from "node:fs";
import { isRecord } from "../../../base/values.ts";
import { outsideProblem } from "./inside-project.ts";
import { fieldOf, labelOf } from "./object-label.ts";

/** The provider's function that renders a chart. `helm.v3.Chart` calls it. */
const TEMPLATE = "kubernetes:helm:template";

const HOOK = "helm.sh/hook";

/** Options of the provider's function. */
type ChartOptions = Readonly<Record<string, unknown>>;

/** The fields of resources whose values are places of files. */
const PLACES: Readonly<Record<string, readonly [field: string, what: string]>> = {
  "kubernetes:helm.sh/v4:Chart": ["chart", "chart"],
  "kubernetes:yaml/v2:ConfigFile": ["file", "file"],
  "kubernetes:yaml/v2:ConfigGroup": ["files", "file"],
  "kubernetes:kustomize/v2:Directory": ["directory", "directory"],
};

/** The charts that components use. */
export interface UsedCharts {
  /** Warns of the hooks of the charts since the last call that the component did not register. */
  warnOfHooks(provider: ProviderResource, registered: readonly unknown[]): Promise<void>;
}

/** Watches the charts of components: refuses those outside of the project, and knows their options. */
export function watchCharts(root: string): UsedCharts {
  const used = new Map<string, ChartOptions>();
  let isListing = false;
  const refuseOutside = (what: string, place: unknown): void => {
    for (const each of Array.isArray(place) ? place : [place]) {
      const problem = typeof each === "string" ? outsideProblem(root, what, each) : undefined;
      if (problem !== undefined) throw new Error(problem);
    }
  };
  runtime.registerResourceTransform(async ({ type, name, props }) => {
    const [field, what] = PLACES[type] ?? [];
    if (field === undefined || what === undefined) return undefined;
    refuseOutside(what, props[field]);
    // The provider registers the chart a second time, without fields.
    if (what !== "chart" || props[field] === undefined) return undefined;
    if (props["dependencyUpdate"] === true)
      throw new Error(
        `the chart "${name}" has dependencyUpdate, which writes into its sources; run helm dependency update and commit its charts/`,
      );
    if (!hasOutput(props)) used.set(name, await optionsOf(name, props));
    return undefined;
  });
  runtime.registerInvokeTransform(({ token, args }) => {
    const text: unknown = args["jsonOpts"];
    if (token !== TEMPLATE || isListing || typeof text !== "string") return undefined;
    const options: unknown = JSON.parse(text);
    if (!isRecord(options)) return undefined;
    refuseOutside("chart", options["path"] ?? options["chart"]);
    used.set(String(options["release_name"]), options);
    return undefined;
  });
  return {
    warnOfHooks: async (provider, registered) => {
      isListing = true;
      const known = new Set(registered.map(keyOf));
      for (const [name, options] of used) {
        const hooks = (await hooksOf(options, provider)).filter((hook) => !known.has(keyOf(hook)));
        if (hooks.length > 0) await log.warn(`the chart "${name}" leaves out its hooks: ${hooks.map(hookText).join(", ")}`);
      }
      used.clear();
      isListing = false;
    },
  };
}

/** Renders a chart with all of its hooks, and returns the hooks. */
async function hooksOf(options: ChartOptions, provider: ProviderResource): Promise<readonly unknown[]> {
  const jsonOpts = JSON.stringify({ ...options, include_test_hook_resources: true, skip_crd_rendering: true });
  try {
    const answer: unknown = await runtime.invoke(TEMPLATE, { jsonOpts }, { provider });
    const objects = fieldOf(answer, "result");
    return Array.isArray(objects) ? objects.filter((object) => hookOf(object) !== undefined) : [];
  } catch {
    // The chart itself fails with the same cause, and the engine reports it.
    return [];
  }
}

/** Converts the fields of `helm.v4.Chart`. */
async function optionsOf(
  name: string,
  { name: release, namespace, chart, values, valueYamlFiles }: Readonly<Record<string, unknown>>,
): Promise<ChartOptions> {
  const files = await Promise.all(Array.isArray(valueYamlFiles) ? valueYamlFiles.map(yamlOf) : []);
  return { path: chart, release_name: release ?? name, namespace, values: [...files, values].reduce(merged, {}) };
}

async function yamlOf(file: unknown): Promise<unknown> {
  if (file instanceof asset.StringAsset) return load(await file.text);
  return file instanceof asset.FileAsset ? load(readFileSync(await file.path, "utf8")) : {};
}

/** Merges values as Helm does: maps by key, everything else as a whole. */
const merged = (under: unknown, over: unknown): unknown =>
  isRecord(under) && isRecord(over)
    ? { ...under, ...Object.fromEntries(Object.entries(over).map(([key, value]) => [key, merged(under[key], value)])) }
    : (over ?? under);

const hasOutput = (value: unknown): boolean =>
  Output.isInstance(value) || (Array.isArray(value) ? value.some(hasOutput) : isRecord(value) && Object.values(value).some(hasOutput));

const hookOf = (object: unknown): unknown => fieldOf(fieldOf(fieldOf(object, "metadata"), "annotations"), HOOK);

const keyOf = (object: unknown): string => `${String(fieldOf(object, "apiVersion"))} ${labelOf(object)}`;

const hookText = (object: unknown): string => `${labelOf(object)} (${String(hookOf(object))})`;
