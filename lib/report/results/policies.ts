import type { ListedExemption } from "../../app/policies.ts";

/** Names the place of an exemption: `cartservice on prod`. */
export const exemptionPlace = ({ stack, service }: Pick<ListedExemption, "stack" | "service">): string =>
  [service ?? "all services", ...(stack === undefined ? [] : [`on ${stack}`])].join(" ");

/** Says until when an exemption counts: `until 2026-12-24`. */
export const exemptionEnd = ({ expires, expired }: Pick<ListedExemption, "expires" | "expired">): string =>
  expired ? `expired after ${expires}` : `until ${expires}`;
