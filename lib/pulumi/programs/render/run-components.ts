import { runtime } from "@pulumi/pulumi";
import { createRequire } from "node:module";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { describeThrown } from "../../process/describe-thrown.ts";
import { answerAsCluster } from "./absent-cluster.ts";
import { watchCharts } from "./charts.ts";
import { KubernetesProvider } from "./kubernetes-provider.ts";
import { providerName, recordRegistrations, type RegisteredObject } from "./record-registrations.ts";
import type { LoadedComponents } from "./render-input.ts";

/** Turns of the event loop between two requests of the SDK; measured: 1 to 3. */
const TURNS = 10;

export interface ComponentsOutput {
  /** The project's directory. */
  readonly root: string;
  /** Gets a directory for each component. */
  readonly directory: string;
  /** Gets the objects that they register, until the engine has ended. */
  readonly registrations: Record<string, RegisteredObject[]>;
}

/**
 * Calls the components of a stack. Each gets its own provider, which writes to a separate directory.
 */
export async function runComponents(
  components: LoadedComponents["components"],
  context: LoadedComponents["context"],
  { root, directory, registrations }: ComponentsOutput,
): Promise<void> {
  const charts = watchCharts(root);
  runtime.registerResourceTransform(recordRegistrations([...components.keys()], registrations));
  await answerAsCluster(context.kubernetesVersion);
  for (const [name, component] of components) {
    const provider = new KubernetesProvider(providerName(name), join(directory, name));
    try {
      await component({ ...context, provider });
    } catch (cause) {
      throw new Error(`the component "${name}" failed: ${describeThrown(cause)}`, { cause });
    }
    await settled();
    await charts.warnOfHooks(
      provider,
      (registrations[name] ?? []).map(({ object }) => object),
    );
  }
}

/**
 * Waits until a chart of `helm.v3` has registered its objects. It first asks the provider for them, and the SDK does not wait for that.
 * Each request of the SDK may lead to others after a few turns of the event loop.
 */
async function settled(): Promise<void> {
  const { waitForRPCs }: { readonly waitForRPCs: () => Promise<void> } = createRequire(import.meta.url)("@pulumi/pulumi/runtime/settings");
  for (let turn = 0; turn < TURNS; turn++) {
    await waitForRPCs();
    await setImmediate();
  }
}
