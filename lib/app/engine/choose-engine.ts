import { UserError } from "../../base/user-error.ts";
import type { Engine } from "../../pulumi/engine/engine.ts";
import { findEngine, installHint, requireEngine } from "../../pulumi/engine/find-engine.ts";
import { hasSdk, NO_SDK } from "../../pulumi/engine/sdk.ts";
import type { AppContext } from "../context.ts";
import { ENGINE_CHOICES, type EngineChoice } from "./engine-choice.ts";

/** The environment variable that sets the default of `--engine`. */
const VARIABLE = "FAIRLEAD_ENGINE";

/** Returns the choice of the flag, of the environment, or `auto`. @throws UserError USAGE */
export function chooseEngine({ env }: AppContext, flag: EngineChoice | undefined): EngineChoice {
  const named = flag ?? (env[VARIABLE] || "auto");
  const choice = ENGINE_CHOICES.find((each) => each === named);
  if (choice === undefined) throw new UserError("USAGE", `${VARIABLE} is "${named}"; it must be one of ${ENGINE_CHOICES.join(", ")}`);
  return choice;
}

export interface EngineSearch {
  readonly choice: EngineChoice;
  /** True if a component must be rendered: only the engine can do that. */
  readonly needed: boolean;
  readonly signal: AbortSignal;
}

/**
 * Returns the engine that renders, or undefined for the embedded writer, and emits which one it is.
 * @throws UserError ENGINE if the engine is wanted, needed or configured, and there is none; INTERRUPTED
 */
export async function findChosenEngine(context: AppContext, { choice, needed, signal }: EngineSearch): Promise<Engine | undefined> {
  const { env, home, onEvent } = context;
  if (choice === "embedded") return undefined;
  if (choice === "pulumi") return requireEngine(env, home, { signal });
  const configured = (env["PULUMI_BIN"] ?? "") !== "";
  const engine = needed || configured ? await requireEngine(env, home, { signal }) : (await findEngine(env, home, { signal })).engine;
  onEvent({
    kind: "engine-chosen",
    engine: engine === undefined ? "embedded" : "pulumi",
    reason:
      engine === undefined
        ? `${hasSdk() ? "no Pulumi engine is installed" : NO_SDK}; ${installHint()} installs one`
        : `${engine.version} from ${engine.source}`,
  });
  return engine;
}
