import { describe, expect, it } from "vitest";
import { type Fields, fleetOf, lockFor, modelOf, serviceFile, stackFile } from "../../../test/fleets.ts";
import { formatProblem } from "../../base/problem.ts";
import { configDir, defineImage, emptyDir, inherit, redis, secret, unset } from "../../index.ts";
import { compileStack } from "../compile-stack.ts";
import { findPath } from "../manifest-path.ts";

const TOOLS = { file: "services/tools.ts", image: defineImage("tools", { owner: "platform@example.com", image: "docker.io/tools" }) };
const NEEDS = { cache: redis({ memoryGb: 1 }), key: secret({ asEnv: "the tool reads only variables" }) };
const SERVICE = {
  needs: NEEDS,
  env: ({ needs }: AnyContext) => ({
    LEVEL: "info",
    KEY: needs["key"]?.["value"],
    URL: "http://$(LEVEL)",
    CACHE: needs["cache"]?.["host"],
  }),
};

type AnyContext = Readonly<
  Record<"needs" | "ports" | "env" | "image" | "stack", Readonly<Record<string, Readonly<Record<string, unknown>>>>>
>;

function compiled(fields: Fields) {
  const fleet = fleetOf({
    services: [serviceFile("web", fields)],
    images: [TOOLS],
    stacks: [stackFile("latest", { apiServer: "10.0.0.2/32", podSecurity: "privileged" })],
  });
  const model = modelOf(fleet);
  const all = model.stacks.map((stack) => compileStack(model, stack, lockFor(fleet)));
  return {
    problems: all.flatMap(({ problems }) => problems.map(formatProblem)),
    objects: all.flatMap(({ manifests }) => manifests.map(({ manifest }) => manifest)),
  };
}

interface Container {
  readonly name: string;
  readonly args?: readonly string[];
  readonly env?: readonly unknown[];
  readonly envFrom?: readonly { readonly configMapRef: { readonly name: string } }[];
  readonly volumeMounts?: readonly { readonly name: string; readonly mountPath: string }[];
}

const listAt = (object: unknown, path: string): readonly Container[] => (findPath(object, path)?.value ?? []) as readonly Container[];

/** Returns a container of the service's pod. */
function container(fields: Fields, name: string): Container {
  const { objects } = compiled(fields);
  const pods = objects.filter(({ kind }) => ["Deployment", "StatefulSet", "DaemonSet"].includes(kind));
  const found = pods.flatMap((pod) => [
    ...listAt(pod, "spec.template.spec.initContainers"),
    ...listAt(pod, "spec.template.spec.containers"),
  ]);
  return found.find((each) => each.name === name) ?? { name: "none" };
}

/** Returns the variables of a container: its entries, and the data of its ConfigMap. */
function variables(fields: Fields, name: string): unknown {
  const { env = [], envFrom = [] } = container(fields, name);
  const names = envFrom.map(({ configMapRef }) => configMapRef.name);
  const data = compiled(fields)
    .objects.filter(({ metadata }) => names.includes(metadata.name))
    .map((map) => map["data"]);
  return [env, Object.assign({}, ...data)];
}

const mounts = (fields: Fields, name: string): readonly string[] =>
  (container(fields, name).volumeMounts ?? []).map(({ name: volume, mountPath, ...rest }) => [volume, mountPath, ...Object.entries(rest).map(([key, value]) => `${key}=${String(value)}`)].join(" ")); // prettier-ignore

const KEY = { name: "KEY", valueFrom: { secretKeyRef: { key: "value", name: "web-key" } } };

describe.each([["init"], ["sidecars"]])("the variables of %s", (field) => {
  it.each<[title: string, part: Fields, expected: unknown]>([
    ["are none by default", {}, [[], {}]],
    ["are its own", { env: { A: 1 } }, [[], { A: "1" }]],
    [
      "are those that it inherits",
      { env: { LEVEL: inherit("LEVEL"), SECRET_KEY: inherit("KEY") } },
      [[{ ...KEY, name: "SECRET_KEY" }], { LEVEL: "info" }],
    ],
    [
      "may come from a function",
      { env: ({ ports, needs }: AnyContext) => ({ PORT: ports["http"], KEY: needs["key"]?.["value"] }) },
      [[KEY], { PORT: "8080" }],
    ],
  ])("%s", (_title, part, expected) => {
    const fields = { ...SERVICE, [field]: { tool: { image: TOOLS.image, command: ["tool"], ...part } } };
    expect(variables(fields, "tool")).toEqual(expected);
  });
});

describe("all variables of the service", () => {
  it("may be inherited at once", () => {
    const fields = { ...SERVICE, init: { tool: { command: ["tool"], env: ({ env }: AnyContext) => ({ ...env, LEVEL: "debug" }) } } };
    expect(variables(fields, "tool")).toEqual([
      [KEY, { name: "URL", value: "http://$(LEVEL)" }],
      { CACHE: "cache.web.latest.internal", LEVEL: "debug" },
    ]);
  });
});

describe("the files of needs", () => {
  const path = "/var/run/fairlead/key/value";
  it.each<[title: string, part: Fields, expected: readonly string[]]>([
    ["are not mounted by default", {}, []],
    ["are mounted if it names the need", { needs: ["key"] }, ["secret-key /var/run/fairlead/key readOnly=true"]],
    ["are mounted if an argument names a file", { args: [`--key=${path}`] }, ["secret-key /var/run/fairlead/key readOnly=true"]],
    ["are mounted if a variable names a file", { env: { FILE: path } }, ["secret-key /var/run/fairlead/key readOnly=true"]],
    ["of another name stay away", { args: ["/var/run/fairlead/key-2/value", "/var/run/fairlead/keys"] }, []],
    ["are not mounted for a variable with the value", { env: { KEY: inherit("KEY") } }, []],
  ])("%s", (_title, part, expected) => {
    const fields = { ...SERVICE, sidecars: { tool: { image: TOOLS.image, command: ["tool"], ...part } } };
    expect(mounts(fields, "tool").filter((each) => each.startsWith("secret-"))).toEqual(expected);
    expect(mounts(fields, "web").filter((each) => each.startsWith("secret-"))).not.toEqual([]);
  });
});

describe("the token of the Kubernetes API", () => {
  const kubernetesApi = [{ resources: ["pods"], verbs: ["get"] }];
  it.each<[title: string, part: Fields, expected: number]>([
    ["is not mounted by default", {}, 0],
    ["is mounted if the container asks for it", { kubernetesApi: true }, 1],
  ])("%s", (_title, part, expected) => {
    const fields = { kubernetesApi, init: { tool: { command: ["tool"], ...part } } };
    expect(mounts(fields, "tool").filter((each) => each.startsWith("kube-api-access"))).toHaveLength(expected);
  });
});

describe("volumes", () => {
  const volumes = { work: emptyDir({ path: "/work", size: "1Gi" }), live: configDir({ path: "/etc/live", files: { a: "b" } }) };
  it.each<[title: string, part: Fields, expected: readonly string[]]>([
    ["are as in the service's container", {}, ["volume-work /work", "volume-live /etc/live readOnly=true"]],
    ["may have another path", { work: "/logs" }, ["volume-work /logs", "volume-live /etc/live readOnly=true"]],
    [
      "may have another form",
      { work: { readOnly: true, subPath: "a/b" }, live: { path: "/live" } },
      ["volume-work /work readOnly=true subPath=a/b", "volume-live /live readOnly=true"],
    ],
    ["may be left out", { work: unset, live: unset }, []],
  ])("%s", (_title, mounted, expected) => {
    const fields = { volumes, sidecars: { tool: { image: TOOLS.image, volumes: mounted } } };
    expect(mounts(fields, "tool").slice(1)).toEqual(expected);
    expect(mounts(fields, "web").slice(1)).toEqual(["volume-work /work", "volume-live /etc/live readOnly=true"]);
  });

  it("of a StatefulSet may have another path", () => {
    const fields = {
      stateful: { volumes: { data: { path: "/data", size: "1Gi" } } },
      init: { tool: { command: ["t"], volumes: { data: "/backup" } } },
    };
    expect([mounts(fields, "tool").slice(1), mounts(fields, "web").slice(1)]).toEqual([["data /backup"], ["data /data"]]);
  });

  it.each<[title: string, part: Fields, expected: readonly string[]]>([
    ["are not mounted by default", {}, []],
    ["are mounted if the container names them", { volumes: { logs: {} } }, ["host-logs /var/log readOnly=true"]],
    ["may have another path", { volumes: { logs: "/logs" } }, ["host-logs /logs readOnly=true"]],
  ])("of the host %s", (_title, part, expected) => {
    const paths = { logs: { path: "/var/log", readOnly: true } };
    const fields = {
      daemon: { exceptions: { hostPaths: { because: "it reads logs", paths } } },
      init: { tool: { command: ["t"], ...part } },
    };
    expect([mounts(fields, "tool").slice(1), mounts(fields, "web").slice(1)]).toEqual([expected, ["host-logs /var/log readOnly=true"]]);
  });
});

describe("commands and arguments from functions", () => {
  it.each([["init"], ["sidecars"]])("of %s", (field) => {
    const args = ({ ports, stack, image }: AnyContext) => [JSON.stringify(ports["http"]), JSON.stringify([stack["name"], image["tag"]])];
    const fields = { [field]: { tool: { command: () => ["tool"], args } } };
    expect(container(fields, "tool")).toMatchObject({ command: ["tool"], args: ["8080", '["latest","v1.2.3"]'] });
  });

  it("of jobs", () => {
    const { objects } = compiled({
      jobs: { migrate: { command: ["m"], args: ({ ports }: AnyContext) => [JSON.stringify(ports["http"])] } },
    });
    const job = objects.find(({ kind }) => kind === "Job");
    expect(findPath(job, "spec.template.spec.containers.0.args")?.value).toEqual(["8080"]);
  });
});

describe("problems", () => {
  it.each<[title: string, fields: Fields, problems: readonly string[]]>([
    [
      "an unknown variable",
      { env: { LEVEL: "info" }, init: { tool: { command: ["t"], env: { A: inherit("LEVLE") } } } },
      ['init.tool.env.A: the service has no variable "LEVLE"; did you mean "LEVEL"?'],
    ],
    ["a service that inherits", { env: { A: inherit("A") } }, ["env.A: inherits a variable, but only init containers and sidecars can"]],
    [
      "a reference that is not inherited",
      { env: { A: "1", B: "$(A)" }, init: { tool: { command: ["t"], env: { B: inherit("B") } } } },
      ['init.tool.env.B: refers to $(A), but there is no variable "A"; did you mean "B"?'],
    ],
    [
      "a variable of a shell script",
      { env: { HOST: "h", A: "1" }, init: { tool: { command: ["sh", "-c", "A=2; nc ${HOST} $A $OTHER"] } } },
      ["init.tool: uses $HOST, which is a variable of the service's container only"],
    ],
    [
      "a function that throws",
      {
        sidecars: {
          tool: {
            image: TOOLS.image,
            args: () => {
              throw new Error("boom");
            },
          },
        },
      },
      ["sidecars.tool.args: failed: boom"],
    ],
    ["a function that returns no list", { jobs: { migrate: { command: () => "m" } } }, ['jobs.migrate.command: must be a list, got "m"']],
    [
      "an unknown port",
      { init: { tool: { command: ({ ports }: AnyContext) => [ports["htpp"]] } } },
      ['init.tool.command.0: there is no port "htpp"; did you mean "http"?'],
    ],
  ])("%s", (_title, fields, problems) => {
    expect(compiled(fields).problems).toEqual(problems.map((each) => `services/web.ts: ${each}`));
  });
});
