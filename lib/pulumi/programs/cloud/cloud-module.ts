/** The cloud program inside its process. */
import type { ProgramModule } from "../../process/program.ts";
import type { CloudInput } from "./cloud-input.ts";
import { withoutStackTraces } from "../without-stack-traces.ts";
import { registerResources } from "./register-resources.ts";
import { withoutPlaces } from "./without-places.ts";

/** Creates the program: the resources of one shard. */
export const createProgram: ProgramModule<CloudInput>["createProgram"] = (input) => ({
  register: () => {
    withoutPlaces();
    return withoutStackTraces(() => registerResources(input));
  },
  finish: () => undefined,
  explain: () => undefined,
});
