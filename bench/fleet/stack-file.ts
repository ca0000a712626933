import { identifier, serviceName } from "./service-file.ts";

/** A stack of a generated fleet. */
export interface StackPlan {
  readonly name: string;
  readonly tier: "latest" | "staging" | "prod";
  readonly index: number;
}

/** Plans stacks: the first is `prod`, the next are one of each other tier, and the rest are prod. */
export const planStacks = (count: number): readonly StackPlan[] =>
  Array.from({ length: count }, (_, index) => {
    if (index === 0) return { name: "prod", tier: "prod", index };
    if (index === 1) return { name: "latest", tier: "latest", index };
    if (index === 2) return { name: "staging", tier: "staging", index };
    return { name: `prod-${index - 1}`, tier: "prod", index };
  });

/** Writes the file of a stack, like those in stacks/. A prod stack overrides the scale of one service. */
export function stackFile({ name, tier, index }: StackPlan): string {
  const scaled = tier === "prod";
  const imports = [
    `import { allServices, defineStack${scaled ? ", override" : ""} } from "fairlead";`,
    ...(scaled ? [`import ${identifier(1)} from "../services/${serviceName(1)}.ts";`] : []),
  ];
  const fields = [
    `tier: "${tier}"`,
    'region: "us-central1"',
    `project: "fleet-${tier}"`,
    `cluster: "${name}"`,
    'namespace: "fleet"',
    "services: allServices",
    `privateRange: "10.${10 + index}.0.0/16"`,
    `domain: "${name}.fleet.example.com"`,
    ...(scaled ? [`overrides: [override(${identifier(1)}, { scale: { min: 4, max: 40 } })]`] : []),
  ];
  return `${imports.join("\n")}\n\nexport default defineStack("${name}", {\n${fields.map((field) => `  ${field},\n`).join("")}});\n`;
}
