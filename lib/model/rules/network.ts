import { isDnsLabel } from "../../base/dns-names.ts";
import { hasLocalAddresses, parseRange } from "../../base/ip-ranges.ts";
import type { Report } from "../../base/problem.ts";
import type { TransportPort } from "../fields/egress.ts";
import { noPort } from "./ports.ts";
import type { ServiceRule } from "./rule.ts";

/** A wider range is most of a continent's addresses, so it is a mistake. */
const SHORTEST_PREFIX = 8;

/**
 * Reports a range that no policy may open: malformed, too wide, or with addresses of the machine itself.
 * @param forInternet the hint for a range of all addresses
 */
export function checkRange(at: string, text: string, report: Report, forInternet: string): void {
  const range = parseRange(text);
  if (range === undefined) {
    const [, address, bits = "32"] = /^((?:\d{1,3}\.){3}\d{1,3})(?:\/(\d+))?$/.exec(text) ?? [];
    const meant = address === undefined ? undefined : normalRange(address, Number(bits));
    report(at, `"${text}" is not a range of IPv4 addresses such as 10.9.0.0/16`, meant === undefined ? undefined : `write "${meant}"`);
  } else if (range.bits === 0) {
    report(at, `"${text}" is every address`, forInternet);
  } else if (range.bits < SHORTEST_PREFIX) {
    report(at, `"${text}" is too wide: the prefix must have at least ${SHORTEST_PREFIX} bits`);
  } else if (hasLocalAddresses(range)) {
    report(at, `"${text}" has addresses of the node, of its metadata server or of groups`);
  }
}

/** Returns the range that has an address and a prefix of some length, or undefined if no range has. */
function normalRange(address: string, bits: number): string | undefined {
  const parts = address.split(".").map(Number);
  const number = parts.reduce((sum, part) => sum * 256 + part, 0);
  const size = 2 ** (32 - bits);
  const first = number - (number % size);
  const text = `${[24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256).join(".")}/${bits}`;
  return parts.every((part) => part <= 255) && parseRange(text) !== undefined ? text : undefined;
}

function checkNamespace(at: string, name: string, report: Report): void {
  if (!isDnsLabel(name)) report(at, `"${name}" is not the name of a namespace`);
}

/** Checks the places and ports of outgoing traffic. */
export const egressRule: ServiceRule = ({ egress: { internet, ranges, namespaces } }, report) => {
  checkRepeated("egress.internet", internet, report);
  for (const [range, ports] of ranges) {
    checkRange(`egress.ranges.${range}`, range, report, "for the internet, write egress: { internet: [443] }");
    checkRepeated(`egress.ranges.${range}`, ports, report);
  }
  for (const [namespace, ports] of namespaces) {
    checkNamespace(`egress.namespaces.${namespace}`, namespace, report);
    checkRepeated(`egress.namespaces.${namespace}`, ports, report);
  }
};

function checkRepeated(at: string, ports: readonly TransportPort[], report: Report): void {
  for (const name of repeated(ports.map(({ port, protocol }) => (protocol === "UDP" ? `${port}/udp` : `${port}`)))) {
    report(at, `${name} is listed twice`);
  }
}

/** Checks the places of incoming traffic, and that its ports exist. */
export const allowFromRule: ServiceRule = (service, report) => {
  for (const area of ["namespaces", "ranges"] as const) {
    for (const [place, ports] of Object.entries(service.allowFrom[area])) {
      const at = `allowFrom.${area}.${place}`;
      if (area === "ranges") checkRange(at, place, report, 'for the internet, write public: { port: "http" }');
      else checkNamespace(at, place, report);
      for (const name of repeated(ports)) report(at, `"${name}" is listed twice`);
      for (const port of new Set(ports)) if (!service.ports.some(({ name }) => name === port)) report(at, noPort(service, port));
    }
  }
};

const repeated = (names: readonly string[]): ReadonlySet<string> => new Set(names.filter((name, index) => names.indexOf(name) !== index));

/** Checks that session affinity has a Service to apply to. */
export const sessionAffinityRule: ServiceRule = ({ sessionAffinity, ports }, report) => {
  if (sessionAffinity !== undefined && ports.length === 0) report("sessionAffinity", "a service without ports has no clients");
};
