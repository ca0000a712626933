import packageJson from "../../package.json" with { type: "json" };

/** Fairlead's own version. */
export const VERSION: string = packageJson.version;
