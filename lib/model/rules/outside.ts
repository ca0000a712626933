import { intendedHostName, isHostName, isNumericHost } from "../../base/dns-names.ts";
import { hasLocalAddresses, isWithin, NOT_INTERNET, parseRange } from "../../base/ip-ranges.ts";
import type { Report } from "../../base/problem.ts";
import { shorten } from "../../base/text.ts";
import { checkRange } from "./network.ts";

/** Checks a call of a host outside the cluster. Its fields may have any type. */
export function checkOutside(at: string, { host, port, range, ...others }: Readonly<Record<string, unknown>>, report: Report): void {
  checkHost(at, host, range, report);
  if (typeof port !== "number" || !Number.isInteger(port) || port < 1 || port > 65_535) {
    report(`${at}.port`, "must be a port, 1 to 65535", 'write outside("api.example.com", 443)');
  }
  if (range !== undefined && typeof range !== "string") report(`${at}.range`, "must be a string such as 10.9.0.0/16");
  if (typeof range === "string") checkRange(`${at}.range`, range, report, "for the internet, drop the range");
  for (const name of Object.keys(others)) {
    if (name !== "kind") report(`${at}.${shorten(name)}`, "is not an option of outside (known: range)");
  }
}

function checkHost(path: string, host: unknown, range: unknown, report: Report): void {
  const at = `${path}.host`;
  if (typeof host !== "string") return report(at, "must be a string such as api.example.com");
  const name = shorten(host);
  const address = parseRange(`${host}/32`);
  if (address !== undefined) {
    const within = typeof range === "string" ? parseRange(range) : undefined;
    if (hasLocalAddresses(address)) report(at, `"${name}" is an address of the node, of its metadata server or of groups`);
    else if (within !== undefined && !isWithin(address, within)) report(at, `"${name}" is not in the range "${String(range)}"`);
    else if (range === undefined && NOT_INTERNET.some((each) => covers(each, address))) {
      report(at, `"${name}" is no address of the internet`, `add { range: "${host}/32" }`);
    }
  } else if (!isHostName(host) || isNumericHost(host)) {
    report(at, `"${name}" is not a host name such as api.example.com`, hintFor(host));
  } else if (!host.includes(".") || /\.(?:svc|cluster\.local)$/.test(host)) {
    report(at, `"${name}" is a name of the cluster`, 'write service.endpoint("port")');
  }
}

const covers = (range: string, address: Parameters<typeof isWithin>[0]): boolean => {
  const outer = parseRange(range);
  return outer !== undefined && isWithin(address, outer);
};

function hintFor(host: string): string | undefined {
  const meant = intendedHostName(host);
  return meant?.includes(".") === true ? `write "${meant}"` : undefined;
}
