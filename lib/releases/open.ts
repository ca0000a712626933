import { UserError } from "../base/user-error.ts";
import type { OpenOptions } from "./backend.ts";
import { ADDRESS_FORMS, parseAddress } from "./backends.ts";
import type { Store } from "./store.ts";

/** Opens a datastore by its address. Sends no request yet. @throws UserError USAGE if no backend accepts the address */
export function openStore(url: string, options: OpenOptions): Promise<Store> {
  const parsed = parseAddress(url);
  if (parsed === undefined) throw new UserError("USAGE", `"${url}" is not the address of a datastore`, { hint: ADDRESS_FORMS });
  return parsed.backend.open(parsed.address, options);
}
