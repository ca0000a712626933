import * as z from "zod/mini";
import type { ArgocdCheckSpec } from "../../model/pipeline/health/argocd.ts";
import { applicationName } from "../../model/object-names.ts";
import { IMAGE_INFO } from "../../compile/argocd/application.ts";
import { pairOf } from "../../resolve/case.ts";
import type { Unhealthy } from "../../resolve/travel/wave-health.ts";
import { askApi } from "./ask-api.ts";
import { type CheckedPair, type HealthCheck, unknown } from "./health-check.ts";
import { oneLine } from "./one-line.ts";

/** The fields that the API is asked for. It ignores fields that it does not know. */
const FIELDS = ["metadata.name", "spec", "status.sync.status", "status.health", "status.operationState.phase"];

const text = z.optional(z.string());
const application = z.object({
  metadata: z.object({ name: z.string() }),
  spec: z.optional(z.object({ info: z.optional(z.array(z.object({ name: z.string(), value: z.string() }))) })),
  status: z.optional(
    z.object({
      sync: z.optional(z.object({ status: text })),
      health: z.optional(z.object({ status: text, message: text })),
      operationState: z.optional(z.object({ phase: text })),
    }),
  ),
});

/** Argo CD writes `null` for an empty list. */
const answer = z.object({ items: z.nullable(z.array(application)) });

type Application = z.infer<typeof application>;

/** Reads the Applications of a wave. Each must have the image of the lock, and be synced and healthy. */
export const argocdCheck =
  ({ url, token }: ArgocdCheckSpec): HealthCheck =>
  async ({ pairs }, tools) => {
    const deployed = pairs.filter(({ image }) => image !== undefined);
    if (deployed.length === 0) return [];
    const asked = await askApi(listUrl(url, new Set(deployed.map(({ stack }) => stack))), token, tools);
    if ("reason" in asked) return unknown(`Argo CD is unknown: ${asked.reason}`);
    const found = answer.safeParse(asked.value);
    const { host } = new URL(url);
    if (!found.success) return unknown(`Argo CD is unknown: ${host} answered no list of Applications`);
    const applications = new Map((found.data.items ?? []).map((each) => [each.metadata.name, each]));
    return deployed.flatMap((pair) => {
      const name = applicationName(pair.stack, pair.service);
      const reason = reasonOf(pair, name, applications.get(name), host);
      return reason === undefined ? [] : [{ ...reason, pair: pairOf(pair) }];
    });
  };

/** Lists the Applications of some stacks in one request. The project of the Applications has the name of the stack. */
function listUrl(url: string, stacks: ReadonlySet<string>): URL {
  const place = new URL(`${url.replace(/\/+$/, "")}/api/v1/applications`);
  for (const stack of stacks) place.searchParams.append("projects", stack);
  place.searchParams.set("fields", FIELDS.map((field) => `items.${field}`).join(","));
  return place;
}

function reasonOf({ image }: CheckedPair, name: string, found: Application | undefined, host: string): Unhealthy | undefined {
  const of = `the Application ${name}`;
  if (found === undefined) return { state: "unknown", reason: `${of} is not in Argo CD at ${host}, or the token may not see it` };
  const { sync, health, operationState } = found.status ?? {};
  const shown = found.spec?.info?.find((each) => each.name === IMAGE_INFO)?.value;
  // Argo CD reads the branch every few minutes, so its health may be that of the pair before.
  if (shown !== image) return { state: "unknown", reason: `${of} has the image ${oneLine(shown ?? "none")} and not ${image}` };
  const said = health?.message === undefined || health.message === "" ? "" : `: ${oneLine(health.message)}`;
  if (health?.status === "Degraded") return { state: "failed", reason: `${of} is Degraded and not Healthy${said}` };
  if (sync?.status !== "Synced") {
    const isRefused = operationState?.phase === "Failed" || operationState?.phase === "Error";
    const phase = isRefused ? `, and its sync ended with ${operationState?.phase}` : "";
    return { state: isRefused ? "failed" : "unknown", reason: `${of} is ${oneLine(sync?.status ?? "in no state")} and not Synced${phase}` };
  }
  if (health?.status === "Healthy") return undefined;
  return { state: "unknown", reason: `${of} is ${oneLine(health?.status ?? "in no state")} and not Healthy${said}` };
}
