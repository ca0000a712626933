import type { NewServiceRequest } from "../../app/new/new-service.ts";
import { command } from "../command.ts";
import { argument, optional, parsedFlag, reportFlags, textFlag, type ReportFlags } from "../flags.ts";
import { complete } from "../shown.ts";
import { portNumber } from "../../base/parse-number.ts";

type NewServiceFlags = ReportFlags & Omit<NewServiceRequest, "name">;

export const newServiceCommand = command<NewServiceFlags, [name?: string]>({
  brief: "Write services/<name>.ts and its lock entries",
  description:
    "Writes a service that renders without further edits. On a terminal, asks for missing values. Without --image it runs Google's hello-app. With --cron it becomes a CronJob.",
  examples: [
    "fairlead new service",
    "fairlead new service hello --owner web@example.com",
    "fairlead new service orders --owner web@example.com --port 8080 --protocol grpc --image ghcr.io/acme/orders:1.4.2@sha256:<digest>",
    'fairlead new service cleanup --owner web@example.com --cron "0 3 * * *" --image ghcr.io/acme/cleanup:1.0.0@sha256:<digest>',
  ],
  parameters: {
    flags: {
      ...reportFlags,
      owner: optional(textFlag("Email address of the owner [git's user.email]", "address")),
      image: optional(textFlag("repo:tag@sha256:<digest>", "reference")),
      port: optional(parsedFlag(portNumber, "Port that it listens on, from 1 to 65535 [8080]", "number")),
      protocol: { kind: "enum", values: ["grpc", "http", "tcp"], brief: "Protocol of the port [http]", optional: true },
      cron: optional(textFlag("Five cron fields", "fields")),
    },
    positional: { kind: "tuple", parameters: [optional(argument("The service's name, or folder/name", "name"))] },
  },
  run: async (context, flags, name) => {
    const { newService, SERVICE_QUESTIONS } = await import("../../app/new/new-service.ts");
    const given: NewServiceRequest = { ...flags, name };
    return { kind: "created", result: await newService(context, await complete(context, given, SERVICE_QUESTIONS)) };
  },
});
