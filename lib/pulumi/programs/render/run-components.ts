import { runtime } from "@pulumi/pulumi";
import { join } from "node:path";
import { describeThrown } from "../../process/describe-thrown.ts";
import { KubernetesProvider } from "./kubernetes-provider.ts";
import { providerName, recordRegistrations, type RegisteredObject } from "./record-registrations.ts";
import type { LoadedComponents } from "./render-input.ts";

/**
 * Calls the components of a stack. Each gets its own provider, which writes to a separate directory.
 * @param registrations gets the objects that they register, until the engine has ended
 */
export async function runComponents(
  components: LoadedComponents["components"],
  context: LoadedComponents["context"],
  directory: string,
  registrations: Record<string, RegisteredObject[]>,
): Promise<void> {
  runtime.registerResourceTransform(recordRegistrations([...components.keys()], registrations));
  for (const [name, component] of components) {
    const provider = new KubernetesProvider(providerName(name), join(directory, name));
    try {
      await component({ ...context, provider });
    } catch (cause) {
      throw new Error(`the component "${name}" failed: ${describeThrown(cause)}`, { cause });
    }
  }
}
