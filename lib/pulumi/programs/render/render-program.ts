import { moduleUrl } from "../../../system/own-modules.ts";
import type { Program, PulumiProject } from "../../process/program.ts";
import type { RenderInput } from "./render-input.ts";

/** Number of resources that components may register, for the engine's memory limit: as many as a large operator's chart has. */
const RESOURCES_OF_COMPONENTS = 2000;

/** Resources that the engine registers at once; more gain nothing on two cores. */
const PARALLEL = 32;

/**
 * Returns the program that renders a stack: without state, network, home directory and cluster.
 * @param collect reads the rendered files from the program's output directory
 */
export const renderProgram = (input: RenderInput, project: PulumiProject, collect: (out: string) => void): Program => ({
  project,
  // Without this setting, a component's resource without a provider would look for a cluster or a cloud.
  stack: { name: "render", config: { "pulumi:disable-default-providers": '["*"]' } },
  backend: { kind: "ephemeral" },
  environment: { pass: ["NODE_COMPILE_CACHE"], network: "blocked", home: "empty", timeZone: input.isSecond === true ? "other day" : "utc" },
  operation: { kind: "up", parallel: PARALLEL },
  module: moduleUrl("render-module.ts", import.meta.url),
  input,
  resources: input.objects.length + (input.components === undefined ? 0 : RESOURCES_OF_COMPONENTS),
  sources: input.components?.root,
  collect,
});
