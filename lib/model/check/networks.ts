import { overlaps, parseRange } from "../../base/ip-ranges.ts";
import type { StackModel } from "../model.ts";
import { rangesOn } from "../need-ranges.ts";
import { reporterFor } from "./reporters.ts";
import type { Run } from "./run.ts";

/** Checks that stacks of one network have separate private ranges. Else two instances would have one address. */
export function checkNetworks(stacks: readonly StackModel[], run: Run): void {
  const readable = run.stacks.readable.map(({ on: { stack } }) => stack);
  for (const stack of stacks.filter((each) => rangesOn(each).byKey.size > 0)) {
    const own = parseRange(stack.privateRange ?? "");
    const report = reporterFor(run.problems, stack.file);
    for (const other of readable.filter(({ name }) => name !== stack.name)) {
      const { project, cluster, privateRange = "", cloud } = other.input;
      const isNear = project === stack.project && cluster === stack.cluster;
      const isBound = [...stack.bindings.values()].some((bound) => bound.stack.name === other.name);
      if (own === undefined || !(isNear || isBound)) continue;
      const { nodes, pods, services } = cloud?.cluster ?? {};
      for (const [field, text] of Object.entries({ privateRange, nodes, pods, services })) {
        const range = parseRange(text ?? "");
        if (range === undefined || !overlaps(own, range)) continue;
        const why = isNear ? `on the same cluster "${cluster}"` : "which owns instances of this stack";
        const at = field === "privateRange" ? field : `cloud.cluster.${field}`;
        report("privateRange", `${stack.privateRange} overlaps ${at} ${text} of ${other.name}, ${why}`, "choose another range");
      }
    }
  }
}
