import { moduleUrl } from "../../../system/own-modules.ts";
import { localPlugin } from "../../local/local-plugin.ts";
import type { PolicyPack } from "../../policies/policy-pack.ts";
import type { DurableBackend } from "../../process/backend.ts";
import type { EnvironmentPolicy } from "../../process/environment-policy.ts";
import type { Destroy, Operation, Program, PulumiProject, Refresh, Up } from "../../process/program.ts";
import type { CloudInput } from "./cloud-input.ts";

/** The cloud that a program talks to. */
export type CloudTarget =
  | {
      readonly kind: "local";
      /** The absolute path of its directory. */
      readonly directory: string;
    }
  | { readonly kind: "gcp" };

/** A shard of a stack, with the place of its state. */
export interface Shard {
  /** The name of the Pulumi stack: `prod.foundation`. */
  readonly name: string;
  readonly project: PulumiProject;
  readonly backend: DurableBackend;
  readonly target: CloudTarget;
  /** The policy packs that decide about each resource. @default none */
  readonly policyPacks?: readonly PolicyPack[];
}

/** Resources that the engine works on at once. Google Cloud limits the writes of a project to some a second. */
const PARALLEL = 16;

const UP: Up = { kind: "up", parallel: PARALLEL };

/** The operation that asks the engine what `up` would do. */
export const PREVIEW: Operation = { kind: "preview", parallel: PARALLEL };

/** Returns the operation that changes only some resources. */
export const targetOperation = (targets: readonly string[]): Operation => ({ ...UP, targets });

/** Returns the operation that compares the state with the cloud, or repairs it. */
export const refreshOperation = (mode: Refresh["mode"]): Operation => ({ kind: "refresh", parallel: PARALLEL, mode });

/** Returns the operation that deletes recorded resources. */
const destroyOperation = (targets: Destroy["targets"]): Operation => ({ kind: "destroy", parallel: PARALLEL, targets });

/** The parts of the environment that a program needs for its cloud. Only a program for Google Cloud gets credentials, by name. */
const ENVIRONMENTS: Readonly<Record<CloudTarget["kind"], EnvironmentPolicy>> = {
  local: { pass: ["NODE_COMPILE_CACHE"], network: "blocked", home: "empty", timeZone: "utc" },
  gcp: {
    pass: [
      "NODE_COMPILE_CACHE",
      "GOOGLE_APPLICATION_CREDENTIALS",
      "GOOGLE_CREDENTIALS",
      "GOOGLE_OAUTH_ACCESS_TOKEN",
      "GOOGLE_IMPERSONATE_SERVICE_ACCOUNT",
      "CLOUDSDK_CONFIG",
    ],
    network: "inherited",
    home: "inherited",
    timeZone: "utc",
  },
};

/** True if a program asks Google: for its resources, its state or its key. */
const usesGoogle = ({ kind }: CloudTarget, { url, secrets }: DurableBackend): boolean =>
  kind === "gcp" || url.startsWith("gs:") || secrets.kind === "key";

/** The parts of a program that depend on what it registers. */
export interface CloudProgramParts extends Pick<Program, "module" | "input" | "resources" | "sources"> {
  /** Configuration of the Pulumi stack. @default none */
  readonly config?: Readonly<Record<string, string>>;
  /** The names of further variables that its process gets. The local cloud needs none. @default none */
  readonly variables?: readonly string[];
  /** The packages of other clouds. The local cloud stands in for each. @default none */
  readonly packages?: readonly string[];
}

/** Returns the program of a shard that has a durable state. */
export function cloudProgramWith(
  { name, project, backend, target, policyPacks = [] }: Shard,
  { config = {}, variables = [], packages = [], ...parts }: CloudProgramParts,
  operation: Operation = UP,
): Program {
  const environment = ENVIRONMENTS[usesGoogle(target, backend) ? "gcp" : "local"];
  return {
    ...parts,
    project,
    stack: { name, config },
    backend,
    environment: { ...environment, pass: [...environment.pass, ...(target.kind === "local" ? [] : variables)] },
    operation,
    policyPacks,
    providers:
      target.kind === "local"
        ? ["gcp", ...packages].map((each) => localPlugin({ directory: target.directory, project: config["gcp:project"] }, each))
        : [],
    collect: () => undefined,
  };
}

/** Returns the program that deletes recorded resources. @param count the number of recorded resources */
export const destroyProgram = (
  shard: Shard,
  targets: Destroy["targets"],
  { count, ...environment }: Pick<CloudProgramParts, "packages" | "variables"> & { readonly count: number },
): Program =>
  cloudProgramWith(
    shard,
    { module: moduleUrl("cloud-module.ts", import.meta.url), input: { resources: [], fresh: [] }, resources: count, ...environment },
    destroyOperation(targets),
  );

/** Returns the program that brings the cloud resources of a shard to what the specs say. */
export const cloudProgram = (shard: Shard, input: CloudInput, operation?: Operation): Program =>
  cloudProgramWith(shard, { module: moduleUrl("cloud-module.ts", import.meta.url), input, resources: input.resources.length }, operation);
