import { cancel, isCancel, select, text } from "@clack/prompts";
import { nameProblem } from "../model/names.ts";
import type { Tier } from "../model/tier.ts";
import { TIERS } from "../model/tier.ts";
import { UserError } from "../base/user-error.ts";
import type { NewServiceFlags } from "./commands/new-service.ts";
import type { NewStackFlags } from "./commands/new-stack.ts";

/** Ctrl-C at a question ends the command with nothing written. */
function answer<T>(value: T): Exclude<T, symbol> {
  if (!isCancel(value) && typeof value !== "symbol") return value as Exclude<T, symbol>;
  cancel("nothing was written");
  throw new UserError("USAGE", "cancelled");
}

const askName = async (what: string): Promise<string> =>
  answer(await text({ message: `Name of the ${what}?`, validate: (value) => nameProblem(value ?? "") }));

export interface ServiceAnswers {
  readonly name: string | undefined;
  readonly owner: string | undefined;
  readonly image: string | undefined;
}

/** Asks for what the flags do not say. */
export async function askService(given: string | undefined, flags: NewServiceFlags): Promise<ServiceAnswers> {
  const name = given ?? (await askName("service"));
  const owner =
    flags.owner ?? answer(await text({ message: "Who answers for it (mail address)?", placeholder: "git's user.email", defaultValue: "" }));
  const image =
    flags.image ??
    answer(await text({ message: "Image (repo:tag@sha256:...)?", placeholder: "Google's hello-app for now", defaultValue: "" }));
  return { name, owner: owner === "" ? undefined : owner, image: image === "" ? undefined : image };
}

export interface StackAnswers {
  readonly name: string | undefined;
  readonly tier: Tier | undefined;
}

/** Asks for what the flags do not say. */
export async function askStack(given: string | undefined, flags: NewStackFlags): Promise<StackAnswers> {
  const name = given ?? (await askName("stack"));
  const tier = flags.tier ?? answer(await select({ message: "Tier?", options: TIERS.map((value) => ({ value, label: value })) }));
  return { name, tier };
}
