import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { UserError } from "../base/user-error.ts";
import { CONFIG_FILE } from "../model/config.ts";

export { CONFIG_FILE };

/** Finds the nearest directory upwards that has a config. @throws UserError NO_PROJECT */
export function findRoot(from: string): string {
  for (let at = from; ; at = dirname(at)) {
    if (existsSync(join(at, CONFIG_FILE))) return at;
    if (dirname(at) === at) {
      throw new UserError("NO_PROJECT", `no ${CONFIG_FILE} in ${from} or above it`, {
        path: from,
        hint: "cd <directory of a Fairlead project>",
      });
    }
  }
}
