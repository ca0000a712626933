import type { StackModel } from "../model.ts";

/** Returns a key of the Gateway or Ingress controller that a stack's routes attach to. */
export const entryOf = ({ cluster, gateway, ingress }: Pick<StackModel, "cluster" | "gateway" | "ingress">): string =>
  ingress === undefined ? `${cluster} ${gateway.namespace} ${gateway.name}` : `${cluster} ingress ${ingress.class}`;
