import * as z from "zod/mini";
import { messageOf } from "../../base/errors.ts";
import { fitShape } from "../../base/shape/fit-shape.ts";
import type { Report } from "../../base/problem.ts";
import { exec, tcp } from "../fields/probes.ts";
import type { CustomNeed } from "./custom.ts";
import { instanceHost } from "./need.ts";
import { DATA, type NeedServer, type ServerPlace, type ServerSpec } from "./server.ts";
import type { NeedServerProgram } from "./server-definition.ts";

const words = z.array(z.string());

const programSchema = z.strictObject({
  command: z.optional(words.check(z.minLength(1))),
  args: z.optional(words),
  env: z.optional(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()], "must be a string, a number or a boolean"))),
  ready: z.optional(words.check(z.minLength(1))),
  writable: z.optional(z.record(z.string(), z.string())),
});

/** The key of the secret that External Secrets can generate. */
const GENERATED = "password";

/** Returns the server of a kind of a user's repository, if the kind has one. */
export function customServer(need: CustomNeed): NeedServer<unknown> | undefined {
  const { name, definition } = need.definition();
  const { server, secrets = [] } = definition;
  if (server === undefined) return undefined;
  const programOf = ({ instance, mount, memory, storage }: ServerPlace): unknown =>
    server.program?.(need.options, {
      name: instanceHost({ ...instance, inCluster: true }),
      service: instance.service,
      need: instance.need,
      memory,
      storage,
      files: Object.fromEntries(secrets.map((key) => [key, `${mount}/${key}`])),
    }) ?? {};
  const others = secrets.filter((key) => key !== GENERATED);
  return {
    images: { "": server.image },
    port: server.port,
    memory: server.memory ?? "256Mi",
    versionOf: () => "",
    refusal: () =>
      others.length === 0 ? undefined : `has the secrets ${others.join(", ")}, but the cluster generates only "${GENERATED}"`,
    check: (_need, place, report) => void fitted(() => programOf(place), report),
    spec: (_need, place) => {
      const { ready, writable, env, ...program } = fitted(
        () => programOf(place),
        () => undefined,
      );
      return {
        ...program,
        // The check of variables finds the literal secrets that the type of `env` refuses.
        ...(env === undefined ? {} : { env: env as NonNullable<ServerSpec["env"]> }),
        health: {
          readiness: ready === undefined ? tcp(name) : exec([...ready]),
          liveness: tcp(name, { failureThreshold: 9 }),
        },
        writable: { ...(place.storage === undefined ? { [DATA]: "1Gi" } : {}), ...writable },
      };
    },
  };
}

/** Returns the part of a program that matches its schema. */
function fitted(program: () => unknown, report: Report): NeedServerProgram {
  try {
    return fitShape(programSchema, program(), report).value ?? {};
  } catch (error) {
    report("", `failed: ${messageOf(error)}`);
    return {};
  }
}
