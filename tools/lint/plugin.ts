import { pure } from "./pure.ts";

/** The rules that oxlint does not have. `oxlint.config.ts` says which files they check. */
const plugin = { meta: { name: "fairlead" }, rules: { pure } };

// oxlint requires a default export of a plugin.
// oxlint-disable-next-line import/no-default-export
export default plugin;
