/** The render program inside its process. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { LoadedProgram, ProgramModule } from "../../process/program.ts";
import { explainRenderMessage } from "./explain-message.ts";
import { COMPONENTS, OBJECTS, REGISTRATIONS } from "./output-files.ts";
import type { RegisteredObject } from "./record-registrations.ts";
import { registerObjects } from "./register-objects.ts";
import type { ComponentLoader, ComponentsInput, RenderInput } from "./render-input.ts";
import { shiftClock } from "./shift-clock.ts";
import { runComponents } from "./run-components.ts";
import { withoutStackTraces } from "../without-stack-traces.ts";

/** Creates the program: a stack's objects, and then its components. */
export const createProgram: ProgramModule<RenderInput>["createProgram"] = (
  { objects, components, isSecond = false },
  out,
): LoadedProgram => {
  const registrations: Record<string, RegisteredObject[]> = {};
  return {
    register: async () => {
      await withoutStackTraces(() => registerObjects(objects, join(out, OBJECTS)));
      if (components === undefined) return;
      if (isSecond) shiftClock();
      const { components: loaded, context } = await load(components);
      await runComponents(loaded, context, { root: components.root, directory: join(out, COMPONENTS), registrations });
    },
    finish: () => {
      if (components !== undefined) writeFileSync(join(out, REGISTRATIONS), JSON.stringify(registrations));
    },
    explain: explainRenderMessage,
  };
};

async function load(input: ComponentsInput): ReturnType<ComponentLoader> {
  const { loadComponents }: { readonly loadComponents: ComponentLoader } = await import(input.loader);
  return loadComponents(input);
}
