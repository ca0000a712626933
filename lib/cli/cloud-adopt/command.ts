import { type EngineFlags, engineFlags } from "../../app/engine/engine-limits.ts";
import { command } from "../command.ts";
import { argument, reportFlags, type ReportFlags, switchFlag, textFlag, variadic } from "../flags.ts";

type AdoptFlags = ReportFlags & EngineFlags & { readonly id?: readonly string[]; readonly dryRun: boolean };

export const cloudAdoptCommand = command<AdoptFlags, [stack: string, ...needs: string[]]>({
  brief: "Take resources into the state that exist in the cloud",
  description:
    "Finds resources that the specs of a stack ask for, that exist in the cloud, and that its state lacks. Takes them into the state with Pulumi's import, and leaves the cloud as it is. Refuses if the next up would change or replace a resource, and shows each input that differs. Ids follow from names; --id gives another one. Needs an installed Pulumi engine, and credentials that may read. Exits with 1 if it refuses.",
  examples: [
    "fairlead cloud adopt staging --dry-run",
    "fairlead cloud adopt staging cartservice.carts orderservice.orders",
    "fairlead cloud adopt staging --id cartservice.carts=projects/shop/locations/us-central1/instances/carts",
  ],
  parameters: {
    flags: {
      ...reportFlags,
      id: variadic(textFlag("The id in the cloud, by <service>.<need> or by name of a resource", "name=id")),
      dryRun: switchFlag("Only compare"),
      ...engineFlags,
    },
    positional: { kind: "array", parameter: argument("The stack, and its needs", "stack> <service.need"), minimum: 1 },
  },
  run: async (context, flags, stack, ...needs) => {
    const { adoptCloud } = await import("../../app/cloud/adopt-cloud.ts");
    return { kind: "adopted", result: await adoptCloud(context, { ...flags, stack, needs, ids: flags.id ?? [] }) };
  },
});
