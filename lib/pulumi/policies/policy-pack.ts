/** A policy pack of the user's repository. The engine asks it about each resource. */
export interface PolicyPack {
  /** The path as the config has it, for messages: `policy/cloud`. */
  readonly path: string;
  /** The absolute path of its directory. */
  readonly directory: string;
  /** The version in its `package.json`. */
  readonly version: string;
}

/** The runtime of policy packs. The engine looks for `pulumi-analyzer-policy-<runtime>`. */
export const PACK_RUNTIME = "fairlead";
