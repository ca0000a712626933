import { command, type ReportFlags, reportFlags } from "../command.ts";

export type NewServiceFlags = ReportFlags & {
  readonly owner?: string;
  readonly image?: string;
  readonly port?: number;
  readonly protocol?: "grpc" | "http" | "tcp";
  readonly cron?: string;
};

const text = (value: string): string => value;

export const newServiceCommand = command<NewServiceFlags, [name?: string]>({
  brief: "Write services/<name>.ts and its lines in the locks",
  description:
    "The service renders at once. On a terminal, asks for what the flags do not say. Without --image it runs Google's hello-app until you give it yours; with --cron it becomes a CronJob.",
  examples: [
    "fairlead new service",
    "fairlead new service hello --owner web@example.com",
    "fairlead new service orders --owner web@example.com --port 8080 --protocol grpc --image ghcr.io/acme/orders:1.4.2@sha256:<digest>",
    'fairlead new service cleanup --owner web@example.com --cron "0 3 * * *" --image ghcr.io/acme/cleanup:1.0.0@sha256:<digest>',
  ],
  parameters: {
    flags: {
      ...reportFlags,
      owner: {
        kind: "parsed",
        parse: text,
        brief: "Mail address of who answers for it [git's user.email]",
        optional: true,
        placeholder: "address",
      },
      image: { kind: "parsed", parse: text, brief: "repo:tag@sha256:<digest>", optional: true, placeholder: "reference" },
      port: { kind: "parsed", parse: portNumber, brief: "Port that it listens on [8080]", optional: true, placeholder: "number" },
      protocol: { kind: "enum", values: ["grpc", "http", "tcp"], brief: "How the port is spoken to [http]", optional: true },
      cron: { kind: "parsed", parse: text, brief: "Five cron fields", optional: true, placeholder: "fields" },
    },
    positional: { kind: "tuple", parameters: [{ brief: "The service's name", parse: text, placeholder: "name", optional: true }] },
  },
  load: async () => (await import("../run/new-service.ts")).runNewService,
});

function portNumber(value: string): number {
  const port = Number(value);
  if (!Number.isInteger(port) || port < 1025 || port > 65_535) throw new Error(`"${value}" is not a port from 1025 to 65535`);
  return port;
}
