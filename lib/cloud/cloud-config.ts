import { configHash } from "../compile/config-hashes.ts";
import type { StackModel } from "../model/model.ts";
import { compileCloud } from "./compile-cloud.ts";

/** The decided cloud of a stack, as it travels through a pipeline. */
export interface CloudConfig {
  /** The first 12 hex digits of the hash of all resources and of the code that registers others. No release changes it. */
  readonly hash: string;
  /** True if the stack asks for no resource, and has no code. */
  readonly isEmpty: boolean;
  /** The services that ask for resources. */
  readonly services: ReadonlySet<string>;
}

/** Decides the cloud of a stack. @param code the components of the cloud, as plain data that changes with their sources */
export function cloudConfig(stack: StackModel, code: readonly object[] = []): CloudConfig {
  const resources = compileCloud(stack);
  const { region, project, cloud } = stack;
  // Code sees these fields. Data has them in its inputs already.
  const place = code.length === 0 ? [] : [{ region, project, variables: cloud.variables ?? [] }];
  return {
    hash: configHash([...resources, ...code, ...place]),
    isEmpty: resources.length + code.length === 0,
    services: new Set(resources.flatMap(({ block: { service } }) => (service === undefined ? [] : [service]))),
  };
}
