import { command } from "../command.ts";
import { EXIT } from "../exit-code.ts";
import { argument, reportFlags, type ReportFlags, switchFlag, textFlag, variadic } from "../flags.ts";

type CompareFlags = ReportFlags & { readonly service?: readonly string[]; readonly exitCode: boolean };

export const compareCommand = command<CompareFlags, [a: string, b: string]>({
  brief: "Show how two stacks differ, and why",
  description:
    "Compares two stacks: services, releases, holds, configuration that waits, fields of services, objects and cloud resources. Their names, projects, clusters, namespaces, regions, domains and tiers are expected to differ. So is what follows from them. Each other difference names the layer and the file that sets it.",
  examples: [
    "fairlead compare staging prod-us-central1",
    "fairlead compare prod-us-central1 prod-europe-west1 --service frontend",
    "fairlead compare staging prod-us-central1 --exit-code",
    "fairlead compare staging prod-us-central1 --json",
  ],
  parameters: {
    flags: {
      ...reportFlags,
      service: variadic(textFlag("Only this service; may be repeated [everything]", "name")),
      exitCode: switchFlag("Exit 1 if there is a difference"),
    },
    positional: { kind: "tuple", parameters: [argument("The one stack", "stack"), argument("The other stack", "stack")] },
  },
  run: async (context, { service: services = [], exitCode }, a, b) => {
    const { compare } = await import("../../app/compare.ts");
    const result = await compare(context, { a, b, services });
    return { kind: "compared", result, exit: exitCode && result.differences.length > 0 ? EXIT.refused : EXIT.done };
  },
});
