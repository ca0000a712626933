import { moduleUrl } from "../../../../system/own-modules.ts";
import type { Operation, Program } from "../../../process/program.ts";
import { cloudProgramWith, type Shard } from "../cloud-program.ts";
import type { CloudComponentsInput } from "./components-input.ts";

/** Number of resources that the components of a stack may register, for the engine's memory limit. */
const RESOURCES = 2000;

/** The variables and packages of the components of a stack's cloud. */
export interface ComponentsEnvironment {
  /** The names of the variables that the components read, such as tokens. */
  readonly variables: readonly string[];
  /** The Pulumi packages that the repository has installed. The local cloud stands in for each. */
  readonly packages: readonly string[];
}

/** Returns the program that registers the components of a stack's cloud. */
export const componentsProgram = (
  shard: Shard,
  input: CloudComponentsInput,
  { variables, packages }: ComponentsEnvironment,
  operation?: Operation,
): Program => {
  const config = { "gcp:project": input.context.project, "gcp:region": input.context.region };
  const module = moduleUrl("components-module.ts", import.meta.url);
  return cloudProgramWith(shard, { module, input, resources: RESOURCES, sources: input.root, config, variables, packages }, operation);
};
