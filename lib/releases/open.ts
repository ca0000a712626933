import { UserError } from "../base/user-error.ts";
import type { OpenOptions } from "./backend.ts";
import { addressProblemOf, parseAddress } from "./backends.ts";
import type { Store } from "./store.ts";

/** Opens a datastore by its address. Sends no request yet. @throws UserError USAGE if no backend accepts the address */
export function openStore(url: string, options: OpenOptions): Promise<Store> {
  const parsed = parseAddress(url);
  if (parsed === undefined) throw new UserError("USAGE", addressProblemOf(url));
  return parsed.backend.open(parsed.address, options);
}
