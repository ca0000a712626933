import { suggestion } from "../../base/suggestion.ts";
import type { EffectiveService } from "../effective.ts";
import type { CallInput, Calls } from "../fields/calls.ts";
import type { Unset } from "../fields/env-values.ts";
import type { Layer } from "../layers.ts";
import { type LayeredCall, layerCallsOf } from "./called.ts";
import { reporterAt } from "./reporters.ts";
import type { Run } from "./run.ts";

/** Lists the calls of a service after every layer. A layer may replace only calls that the service has. */
export function layeredCalls(service: EffectiveService, run: Run): readonly LayeredCall[] {
  const known = run.serviceCalls.get(service);
  if (known !== undefined) return known;
  const reported = run.problems.length;
  const calls = readCalls(service, run);
  // A problem must be reported again, so such calls are read again.
  if (run.problems.length === reported) run.serviceCalls.set(service, calls);
  return calls;
}

function readCalls(service: EffectiveService, run: Run): readonly LayeredCall[] {
  const { byName, broken } = run.services;
  const own = byName.get(service.name)?.calls ?? {};
  const calls = new Map<string, LayeredCall>();
  for (const layer of service.layers) {
    const given = layer.values["calls"];
    if (typeof given !== "function") continue;
    // `layersOf` gives this name to the layer of the spec itself.
    const isOwn = layer.name === "service";
    for (const [name, call] of Object.entries<CallInput | Unset>(isOwn ? own : evaluated(given as () => Calls, layer, run))) {
      if (isOwn || Object.hasOwn(own, name)) calls.set(name, { name, call, layer, isOptional: own[name]?.kind === "optional" });
      else if (!broken.has(service.name)) {
        const report = reporterAt(layer, run.problems);
        report(
          `calls.${name}`,
          `the service has no call "${name}"${suggestion(name, Object.keys(own))}`,
          "add the call to the calls of the service",
        );
      }
    }
  }
  return [...calls.values()];
}

/** Evaluates the function of a layer once, however many stacks there are. */
function evaluated(calls: () => Calls, layer: Layer, run: Run): Readonly<Record<string, CallInput | Unset>> {
  const known = run.layerCalls.get(calls) ?? layerCallsOf({ calls }, reporterAt(layer, run.problems));
  run.layerCalls.set(calls, known);
  return known;
}
