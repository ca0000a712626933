import type { Influence } from "../../app/results.ts";

/** Returns a field with the layers that set it. */
export const setLayers = ({ field, chain }: Influence): Influence => ({ field, chain: chain.filter(({ value }) => value !== undefined) });
