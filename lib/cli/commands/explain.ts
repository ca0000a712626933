import { command, type ReportFlags, reportFlags } from "../command.ts";

export type ExplainFlags = ReportFlags & {
  readonly kind?: string;
};

export const explainCommand = command<ExplainFlags, [target: string, path: string]>({
  brief: "Show where a value comes from, layer by layer",
  description:
    "Takes a path in a manifest (spec.template.spec.containers.0.resources) or in the spec (scale.min). Shows the value, every field that it depends on, and what each layer sets: library default, service, tier, stack, lock.",
  examples: [
    "fairlead explain prod-us-central1/cartservice spec.template.spec.containers.0.resources",
    "fairlead explain prod-us-central1/frontend scale.min",
    "fairlead explain latest/frontend data.PORT --kind ConfigMap",
  ],
  parameters: {
    flags: {
      ...reportFlags,
      kind: {
        kind: "parsed",
        parse: (text: string) => text,
        brief: "The kind of the manifest [the first that has the path, the workload before others]",
        optional: true,
        placeholder: "Kind",
      },
    },
    positional: {
      kind: "tuple",
      parameters: [
        { brief: "<stack>/<service>", parse: (text: string) => text, placeholder: "stack/service" },
        { brief: "A path with dots", parse: (text: string) => text, placeholder: "path" },
      ],
    },
  },
  load: async () => (await import("../run/explain.ts")).runExplain,
});
