import type { IComputeClass } from "../../model/gke-kinds.ts";
import type { Model, StackModel } from "../../model/model.ts";
import { MACHINE_PRICES } from "../../model/prices/machines.ts";
import { type Choice, choicesOf } from "../../model/stack-fields/compute-classes.ts";
import { stackLabels } from "../labels.ts";

/** Builds the classes of nodes. The prices are in the file, so a reviewer sees them, and another choice is a change. */
export const computeClasses = (stack: StackModel, model: Model): readonly IComputeClass[] =>
  Object.entries(stack.computeClasses)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, options]) => {
      const choices = choicesOf(options, stack.region);
      return {
        apiVersion: "cloud.google.com/v1",
        kind: "ComputeClass",
        metadata: {
          annotations: { prices: `US dollars an hour in ${stack.region} on ${MACHINE_PRICES.date}: ${choices.map(priceText).join(", ")}` },
          labels: stackLabels(stack, model),
          // Two stacks may share a cluster but never a namespace.
          name: `${stack.namespace}-${name}`,
        },
        spec: {
          // Nodes move to a cheaper machine once Google has one.
          activeMigration: { optimizeRulePriority: true },
          nodePoolAutoCreation: { enabled: true },
          priorities: choices.map(({ machine, spot }) => ({ machineType: machine.name, ...(spot ? { spot } : {}) })),
          whenUnsatisfiable: "DoNotScaleUp",
        },
      };
    });

const priceText = ({ machine, spot }: Choice): string => `${machine.name}${spot ? " spot" : ""} ${spot ? machine.spot : machine.hour}`;
