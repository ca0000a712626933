/** The program of a stack's cloud components inside its process. */
import { runtime } from "@pulumi/pulumi";
import { join } from "node:path";
import { describeThrown } from "../../../process/describe-thrown.ts";
import type { ProgramModule } from "../../../process/program.ts";
import { withoutPlaces } from "../without-places.ts";
import { checkResources } from "./check-resources.ts";
import type { CloudComponentLoader, CloudComponentsInput } from "./components-input.ts";

/** Creates the program: each component registers its resources. */
export const createProgram: ProgramModule<CloudComponentsInput>["createProgram"] = (input) => ({
  register: async () => {
    withoutPlaces();
    const { loadCloudComponents }: { readonly loadCloudComponents: CloudComponentLoader } = await import(input.loader);
    const components = await loadCloudComponents(input);
    runtime.registerResourceTransform(checkResources(input));
    for (const [name, component] of components) {
      try {
        await component({ ...input.context, path: (file) => join(input.root, file) });
      } catch (cause) {
        throw new Error(`the component "${name}" of the cloud failed: ${describeThrown(cause)}`, { cause });
      }
    }
  },
  finish: () => undefined,
  explain: () => undefined,
});
