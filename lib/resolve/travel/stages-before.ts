import type { StackVersions } from "../gate.ts";
import type { Decision } from "../decision.ts";
import type { FleetTravel } from "./fleet-travel.ts";
import { waveBefore, wavesOf } from "./route.ts";

/** Lists the stages that stacks follow by these decisions: those whose health decides whether the decisions stand. */
export function stagesBefore(
  decisions: readonly Decision[],
  stacks: readonly StackVersions[],
  { pipeline, passOf }: FleetTravel,
): ReadonlySet<string> {
  const waves = wavesOf(pipeline);
  const services = new Map(stacks.map(({ name, services: all }) => [name, new Set(all.map((each) => each.name))]));
  const moved = decisions.filter(
    ({ stack, service, outcome }) => (outcome === "advance" || outcome === "new") && passOf(stack, service) === undefined,
  );
  return new Set(
    moved.flatMap(({ stack, service }) => waveBefore(waves, stack, (other) => services.get(other)?.has(service) === true)?.stage ?? []),
  );
}
