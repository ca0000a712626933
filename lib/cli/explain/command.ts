import { command } from "../command.ts";
import { argument, optional, reportFlags, textFlag, type ReportFlags } from "../flags.ts";

type ExplainFlags = ReportFlags & { readonly kind?: string };

export const explainCommand = command<ExplainFlags, [target: string, path?: string]>({
  brief: "Show the layers that set a value",
  description:
    "Takes a path in a manifest (spec.template.spec.containers.0.resources) or in the spec (scale.min). Shows the value, every field that it depends on, and what each layer sets: library default, service, tier, stack, lock. Without a path, shows every field that a layer sets, and the callers.",
  examples: [
    "fairlead explain prod-us-central1/cartservice spec.template.spec.containers.0.resources",
    "fairlead explain prod-us-central1/frontend scale.min",
    "fairlead explain prod-us-central1/frontend",
    "fairlead explain latest/frontend data.PORT --kind ConfigMap",
  ],
  parameters: {
    flags: {
      ...reportFlags,
      kind: optional(textFlag("Kind of the manifest, or Kind/name [the first with the path, the workload before others]", "Kind")),
    },
    positional: {
      kind: "tuple",
      parameters: [
        argument("<stack>/<service>", "stack/service"),
        optional(argument("A path with dots [every field that a layer sets]", "path")),
      ],
    },
  },
  run: async (context, { kind }, target, path) => {
    const { explain } = await import("../../app/explain.ts");
    return { kind: "explain", result: await explain(context, { target, path, kind }) };
  },
});
