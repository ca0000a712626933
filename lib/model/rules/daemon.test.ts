import { describe, expect, it } from "vitest";
import { type Fields, problemsWith } from "../../../test/fleets.ts";
import { fixed } from "../../index.ts";

const because = "it reads logs";
const logs = { path: "/var/log" };
const withPaths = (paths: Fields): Fields => ({ daemon: { exceptions: { hostPaths: { because, paths } } } });
const withException = (name: string, fields: Fields = {}): Fields => ({ daemon: { exceptions: { [name]: { because, ...fields } } } });
const at = "services/app.ts: daemon.exceptions";

describe("daemon", () => {
  it.each<readonly [title: string, fields: Fields, problems: readonly string[]]>([
    ["without exceptions", { daemon: {} }, []],
    ["with paths of the node", withPaths({ logs }), []],
    ["with the root of the node", withPaths({ node: { path: "/", mountPath: "/host" } }), []],
    ["with a port of the node", withException("hostPorts", { ports: { http: 80 } }), []],
    ["with a low port", { ports: { http: { port: 80, protocol: "http" } }, daemon: {} }, []],
    [
      "with a low port on the network of the node",
      { ports: { http: { port: 80, protocol: "http" } }, ...withException("hostNetwork") },
      ["services/app.ts: ports.http.port: 80 is below 1024, and the containers may not open it on the network of the node"],
    ],
    ["with ten pods at a time", { daemon: { maxUnavailable: 10 } }, []],
    ["of a tier only", { tiers: { latest: { daemon: {} } } }, []],
    ["as a string", { daemon: "yes" }, ['services/app.ts: daemon: must be an object, got "yes"']],
    [
      "with a schedule",
      { ports: {}, schedule: { cron: "0 3 * * *" }, daemon: {} },
      ["services/app.ts: daemon: a service with a schedule cannot be a daemon"],
    ],
    [
      "with a number of pods",
      { daemon: {}, scale: fixed(3) },
      ["services/app.ts: scale: a daemon has one pod on each node, so it has no scale"],
    ],
    [
      "a schedule with a number of pods",
      { ports: {}, schedule: { cron: "0 3 * * *" }, scale: { max: 4 } },
      ["services/app.ts: scale: a service with a schedule has one pod at a time, so it has no scale"],
    ],
    ["with no pod at a time", { daemon: { maxUnavailable: 0 } }, ["services/app.ts: daemon.maxUnavailable: must be at least 1, got 0"]],
    [
      "with a percentage that is none",
      { daemon: { maxUnavailable: "110%" } },
      ['services/app.ts: daemon.maxUnavailable: must be a percentage from 1% to 100%, got "110%"'],
    ],
    ["with no nodes", { daemon: { maxNodes: 0 } }, ["services/app.ts: daemon.maxNodes: must be at least 1, got 0"]],
    [
      "with an exception without a reason",
      { daemon: { exceptions: { hostNetwork: {} } } },
      [`${at}.hostNetwork.because: missing: a string is required`],
    ],
    ["with an empty reason", { daemon: { exceptions: { root: { because: " " } } } }, [`${at}.root.because: must be a reason, got " "`]],
    ["with true for an exception", { daemon: { exceptions: { root: true } } }, [`${at}.root: must be an object, got true`]],
    [
      "with an unknown exception",
      { daemon: { exceptions: { privileged: { because } } } },
      [`${at}.privileged: unknown field (known: ...)`],
    ],
    [
      "with a relative path",
      withPaths({ logs: { path: "var/log" } }),
      [`${at}.hostPaths.paths.logs.path: "var/log" is not an absolute path of letters, digits, ".", "_" and "-"`],
    ],
    [
      "with the root of the node at the root",
      withPaths({ node: { path: "/" } }),
      [`${at}.hostPaths.paths.node.path: "/" belongs to the container runtime`],
    ],
    [
      "with a relative path that has a place",
      withPaths({ logs: { path: "var/log", mountPath: "/logs" } }),
      [`${at}.hostPaths.paths.logs.path: "var/log" is not an absolute path`],
    ],
    [
      "with the processes of the node and of the pod",
      { ...withException("hostProcesses"), shareProcessNamespace: true },
      ["services/app.ts: shareProcessNamespace: cannot be true with the exception hostProcesses, which shares all processes of the node"],
    ],
    [
      "with a path at the temporary directory",
      withPaths({ logs: { path: "/tmp" } }),
      [`${at}.hostPaths.paths.logs.path: Fairlead mounts another volume in this directory`],
    ],
    [
      "with two paths at one place",
      withPaths({ logs, more: { path: "/var/more", mountPath: "/var/log" } }),
      [`${at}.hostPaths.paths.more.mountPath: "/var/log" is the path of daemon.exceptions.hostPaths.paths.logs.path, too`],
    ],
    [
      "with a type that is none",
      withPaths({ logs: { ...logs, type: "dir" } }),
      [`${at}.hostPaths.paths.logs.type: must be "Directory", "DirectoryOrCreate", "File" or "Socket", got "dir"`],
    ],
    [
      "with a path that has no name",
      withPaths({ LOGS: logs }),
      [`${at}.hostPaths.paths.LOGS: the path name "LOGS" is not a DNS label: lower-case letters, digits and "-", starting with a letter`],
    ],
    [
      "with the port of no port",
      withException("hostPorts", { ports: { htp: 80 } }),
      [`${at}.hostPorts.ports.htp: app has no port "htp"; did you mean "http"?`],
    ],
    [
      "with a port out of range",
      withException("hostPorts", { ports: { http: 65_536 } }),
      [`${at}.hostPorts.ports.http: must be at most 65535, got 65536`],
    ],
    [
      "with one port twice",
      {
        ports: { http: { port: 8080, protocol: "http" }, raw: { port: 9000, protocol: "tcp" } },
        ...withException("hostPorts", { ports: { http: 80, raw: 80 } }),
      },
      [`${at}.hostPorts.ports.raw: 80 is already the port of "http"`],
    ],
    [
      "with the network and ports of the node",
      { daemon: { exceptions: { hostNetwork: { because }, hostPorts: { because, ports: { http: 80 } } } } },
      [`${at}.hostPorts: has no effect with hostNetwork, which opens every port of the pod on the node`],
    ],
  ])("%s", (_title, fields, problems) => {
    expect(problemsWith(fields, { podSecurity: "privileged" }).map(withoutFields)).toEqual(problems);
  });
});

const withoutFields = (problem: string): string => problem.replace(/\(known: .*\)/, "(known: ...)");

describe("podSecurity of the stack", () => {
  const refused = (level: string, name: string): readonly string[] => [
    `stacks/latest.ts: podSecurity: "${level}" refuses the exception ${name} of app`,
  ];
  it.each<readonly [title: string, fields: Fields, level: string | undefined, problems: readonly string[]]>([
    ["all nodes in a restricted namespace", withException("everyNode"), undefined, []],
    ["root in a restricted namespace", withException("root"), undefined, refused("restricted", "root")],
    ["root in a baseline namespace", withException("root"), "baseline", []],
    ["the network of the node in a baseline namespace", withException("hostNetwork"), "baseline", refused("baseline", "hostNetwork")],
    ["the network of the node in a privileged namespace", withException("hostNetwork"), "privileged", []],
    ["an unknown level", {}, "open", ['stacks/latest.ts: podSecurity: must be "restricted", "baseline" or "privileged", got "open"']],
  ])("%s", (_title, fields, podSecurity, problems) => {
    expect(problemsWith(fields, { podSecurity })).toEqual(problems);
  });
});

it("asks for the number of nodes if the stack has a quota", () => {
  expect(problemsWith({ daemon: {} }, { quota: { pods: 5 } })).toEqual([
    "stacks/latest.ts: quota: needs the number of pods: app has no maximum",
  ]);
  expect(problemsWith({ daemon: { maxNodes: 6 } }, { quota: { pods: 5 } })).toEqual([
    "stacks/latest.ts: quota.pods: 5 is below the 6 that the services may scale to",
  ]);
});

it("has no scale if the stack has a default one", () => {
  expect(problemsWith({ daemon: {} }, { defaults: { scale: { min: 4 } } })).toEqual([]);
});
