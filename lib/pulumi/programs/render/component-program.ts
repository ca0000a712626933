import { runtime } from "@pulumi/pulumi";
import { join } from "node:path";
import type { Component, ComponentContext } from "../../../model/component.ts";
import { type AskedObject, providerName, watchComponents } from "./asked.ts";
import { KubernetesProvider } from "./render-program.ts";
import { thrownText } from "./thrown.ts";

/**
 * The components of a stack as a part of its program, each with a provider of its own that writes to a directory of its own.
 * @param asked takes what they register, until the engine has ended
 */
export async function runComponents(
  components: ReadonlyMap<string, Component>,
  context: Omit<ComponentContext, "provider">,
  directory: string,
  asked: Record<string, AskedObject[]>,
): Promise<void> {
  runtime.registerResourceTransform(watchComponents([...components.keys()], asked));
  for (const [name, component] of components) {
    const provider = new KubernetesProvider(providerName(name), join(directory, name));
    try {
      await component({ ...context, provider });
    } catch (cause) {
      throw new Error(`the component "${name}" failed: ${thrownText(cause)}`, { cause });
    }
  }
}
