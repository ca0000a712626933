import { cancel, isCancel, select, text } from "@clack/prompts";
import type { NewServiceRequest } from "../app/new/new-service.ts";
import type { NewStackRequest } from "../app/new/new-stack.ts";
import { UserError } from "../base/user-error.ts";
import { nameProblem } from "../model/names.ts";
import { TIERS } from "../model/tier.ts";

/** Returns an answer. Ctrl-C ends the command before anything is written. @throws UserError USAGE */
function answer<T>(value: T): Exclude<T, symbol> {
  if (!isCancel(value) && typeof value !== "symbol") return value as Exclude<T, symbol>;
  cancel("nothing was written");
  throw new UserError("USAGE", "cancelled");
}

const askName = async (what: string): Promise<string> =>
  answer(await text({ message: `Name of the ${what}?`, validate: (value) => nameProblem(value ?? "") }));

const ask = async (message: string, placeholder: string): Promise<string | undefined> =>
  answer(await text({ message, placeholder, defaultValue: "" })) || undefined;

/** Asks for the values that the flags do not give. */
export async function askService(given: NewServiceRequest): Promise<NewServiceRequest> {
  const name = given.name ?? (await askName("service"));
  const owner = given.owner ?? (await ask("Email address of the owner?", "git's user.email"));
  const image = given.image ?? (await ask("Image (repo:tag@sha256:...)?", "Google's hello-app for now"));
  return { ...given, name, owner, image };
}

/** Asks for the values that the flags do not give. */
export async function askStack(given: NewStackRequest): Promise<NewStackRequest> {
  const name = given.name ?? (await askName("stack"));
  const tier = given.tier ?? answer(await select({ message: "Tier?", options: TIERS.map((value) => ({ value, label: value })) }));
  return { ...given, name, tier };
}
