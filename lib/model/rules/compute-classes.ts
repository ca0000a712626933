import { isDnsLabel } from "../../base/dns-names.ts";
import { pricedMachines } from "../prices/machine-price.ts";
import { choicesOf } from "../stack-fields/compute-classes.ts";
import type { StackRule } from "./rule.ts";

/** Checks that each class of nodes has a name, and machines with a price. */
export const computeClassesRule: StackRule = ({ computeClasses = {}, region }, report) => {
  for (const [name, options] of Object.entries(computeClasses)) {
    const at = `computeClasses.${name}`;
    if (!isDnsLabel(name)) report(at, `"${name}" is not a DNS label`);
    if (pricedMachines(region).length === 0) report(at, `the price list has no machines in ${region}`);
    else if (choicesOf(options, region).length === 0) {
      const { cpu, memoryGb, arch = "amd64" } = options;
      report(at, `the price list has no ${arch} machine with ${cpu} CPUs and ${memoryGb} GiB in ${region}`);
    }
  }
};
