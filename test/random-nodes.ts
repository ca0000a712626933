import type { Fields } from "./fleets.ts";

/** True if a node agent takes ports of its nodes. */
export const takesNodePorts = ({ daemon }: { readonly daemon?: { readonly exceptions?: object } }): boolean =>
  ["hostNetwork", "hostPorts"].some((each) => each in (daemon?.exceptions ?? {}));

/** Gives each node agent separate nodes, so that their ports never meet. */
export const separateNodes = (name: string, { daemon }: Fields): Fields =>
  daemon === undefined ? {} : { nodes: { selector: { agent: name } } };
