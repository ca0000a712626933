import packageJson from "../../package.json" with { type: "json" };

/** Fairlead's version. */
export const VERSION: string = packageJson.version;
