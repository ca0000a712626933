import { isHostName } from "../../base/dns-names.ts";
import { shortNameProblem } from "../names.ts";
import { diskProblem, UNITS } from "./resources.ts";
import type { ServiceRule } from "./rule.ts";

/** The names of volumes that Fairlead adds to a pod. */
const OWN_NAMES = /^(?:tmp|config-files|(?:secret|volume|writable)-.*)$/;

/** Checks the volumes of a StatefulSet, and that the service is nothing else. */
export const statefulRule: ServiceRule = (service, report) => {
  const { stateful, schedule, daemon } = service;
  if (stateful === undefined) return;
  if (schedule !== undefined) report("stateful", "a service with a schedule cannot be stateful");
  else if (daemon !== undefined) report("stateful", "a daemon cannot be stateful");
  for (const { name, path, size, storageClass } of stateful.volumes) {
    const at = `stateful.volumes.${name}`;
    const problem = shortNameProblem(name, "volume");
    if (problem !== undefined) report(at, problem);
    else if (OWN_NAMES.test(name)) report(at, `"${name}" is the name of a volume that Fairlead adds`, "choose another name");
    // A tier or a stack may set a part of a volume that the service does not have.
    if (path === undefined) report(`${at}.path`, "missing: a string is required");
    const wrong = size === undefined ? "missing: a string is required" : diskProblem(size);
    if (wrong !== undefined) report(`${at}.size`, wrong, size === undefined ? undefined : UNITS);
    if (storageClass !== undefined && !isHostName(storageClass)) report(`${at}.storageClass`, `"${storageClass}" is not a DNS name`);
  }
};
