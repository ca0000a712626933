import { resolve } from "node:path";
import { UserError } from "../../base/user-error.ts";
import { parseStateAddress } from "../../model/state-address.ts";
import { directoryState } from "./directory-state.ts";
import type { StateFiles } from "./state-files.ts";

/** Opens the state files at an address. @param root the directory of the repository. @throws UserError INVALID_CONFIG */
export async function openState(address: string, root: string): Promise<StateFiles> {
  const parsed = parseStateAddress(address);
  if (parsed === undefined) throw new UserError("INVALID_CONFIG", `"${address}" is not the address of a state`);
  if (parsed.kind === "directory") return directoryState(resolve(root, parsed.directory));
  // The client of Cloud Storage loads only if a repository has its state there.
  const { bucketState } = await import("./bucket-state.ts");
  return bucketState(address, parsed.bucket, parsed.prefix);
}
