export interface ServicePlan {
  readonly name: string;
  readonly owner: string;
  readonly image: string;
  readonly port: number;
  readonly protocol: "grpc" | "http" | "tcp";
  readonly cron: string | undefined;
}

const text = (value: string): string => JSON.stringify(value);

/** Returns the source of a first spec: short, complete, formatted. */
export function serviceTemplate({ name, owner, image, port, protocol, cron }: ServicePlan): string {
  const shape =
    cron === undefined
      ? [
          `  ports: { ${protocol}: { port: ${port}, protocol: ${text(protocol)} } },`,
          // Readiness checks the port by default, so liveness must check something else.
          ...(protocol === "tcp" ? [`  health: { liveness: exec(["/bin/true"]) },`] : []),
          `  env: ({ ports }) => ({ PORT: ports.${protocol} }),`,
        ]
      : [`  schedule: { cron: ${text(cron)} },`];
  return [
    `import { defineService${protocol === "tcp" && cron === undefined ? ", exec" : ""} } from "fairlead";`,
    "",
    `export default defineService(${text(name)}, {`,
    `  owner: ${text(owner)},`,
    `  image: ${text(image)},`,
    `  resources: { cpu: "100m", memory: "128Mi" },`,
    ...shape,
    "});",
    "",
  ].join("\n");
}
