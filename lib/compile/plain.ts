import { isPlainObject } from "../base/values.ts";
import type { Manifest } from "../model/manifest.ts";
import type { Report } from "../base/problem.ts";
import { PRIVATE_KEY } from "../model/rules/contents.ts";

/** Whether a value from a person's function is a Kubernetes object of plain data; what is not is reported. */
export function checkManifest(value: unknown, at: string, report: Report): value is Manifest {
  if (!isPlainObject(value)) {
    report(at, "is not a Kubernetes object");
    return false;
  }
  let sound = true;
  const found: Report = (path, message, hint) => {
    sound = false;
    report(path, message, hint);
  };
  for (const field of ["apiVersion", "kind"] as const) {
    const shape = field === "kind" ? /^[A-Za-z][A-Za-z0-9]*$/ : /^[A-Za-z0-9.-]+(?:\/[A-Za-z0-9]+)?$/;
    if (typeof value[field] !== "string" || !shape.test(value[field])) found(`${at}.${field}`, "missing or not a name");
  }
  const metadata = value["metadata"];
  const name = isPlainObject(metadata) ? metadata["name"] : undefined;
  const role = RBAC.test(String(value["apiVersion"]));
  if (typeof name !== "string" || name.length > 253 || !(role ? ROLE_NAME : NAME).test(name)) {
    const rule = role ? 'visible characters without "/" and "%"' : 'lower-case letters, digits, "-" and "."';
    found(`${at}.metadata.name`, `${JSON.stringify(name) ?? "nothing"} is not an object's name: ${rule}`);
  }
  if (value["kind"] === "Secret") found(at, secretInGit(name), SECRET_HINT);
  for (const field of ["labels", "annotations"] as const) {
    for (const [key, text] of isPlainObject(metadata) && isPlainObject(metadata[field]) ? Object.entries(metadata[field]) : []) {
      if (typeof text === "number" || typeof text === "boolean") found(`${at}.metadata.${field}.${key}`, `${text} is not a text`);
    }
  }
  if (Array.isArray(value["items"]) && String(value["kind"]).endsWith("List")) found(at, "is a list of objects; return each by itself");
  checkPlain(value, at, found, new Set());
  return sound;
}

const NAME = /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/;
/** Roles and their bindings may have any name that can stand in a URL: `system:aggregated-metrics-reader`. */
const RBAC = /^rbac\.authorization\.k8s\.io\//;
const ROLE_NAME = /^(?!\.{1,2}$)[!-$&-.0-~]+$/;

const SECRET_HINT = "use a secret() need; External Secrets fetches the value";

const secretInGit = (name: unknown): string => `the Secret ${JSON.stringify(name) ?? "without a name"} would be in git`;

/** A Secret with its data, as other objects carry it; one that is only referred to has none. */
const isSecret = (value: object): value is Readonly<Record<string, unknown>> =>
  isPlainObject(value) && value["kind"] === "Secret" && (value["data"] !== undefined || value["stringData"] !== undefined);

/** Plain data only: what JSON can say, less null, and no number that YAML readers round. */
function checkPlain(value: unknown, at: string, report: Report, above: Set<object>): void {
  if (typeof value === "string" && PRIVATE_KEY.test(value)) return report(at, "holds a private key", SECRET_HINT);
  if (typeof value === "string" && !value.isWellFormed()) return report(at, "holds half of a character (a lone surrogate)");
  if (typeof value === "string" || typeof value === "boolean") return;
  if (typeof value === "number") {
    if (!Number.isFinite(value) || Object.is(value, -0) || (Number.isInteger(value) && !Number.isSafeInteger(value)))
      report(at, `${value} is not a number that survives`);
    return;
  }
  if (value === null) return report(at, "is null; leave the field out");
  if (typeof value !== "object") return report(at, `is ${value === undefined ? "undefined" : `a ${typeof value}`}; leave the field out`);
  if (above.has(value)) return report(at, "contains itself");
  if (!Array.isArray(value) && !isPlainObject(value)) return report(at, `is a ${value.constructor.name}, not plain data`);
  if (above.size > 0 && isSecret(value))
    report(at, secretInGit(isPlainObject(value["metadata"]) ? value["metadata"]["name"] : undefined), SECRET_HINT);
  above.add(value);
  // By number, because the entries of a list leave its gaps out.
  const entries = Array.isArray(value)
    ? Array.from(value, (item: unknown, index) => [String(index), item] as const)
    : Object.entries(value);
  for (const [key, item] of entries) {
    if (key === "__proto__") report(at, 'has a field called "__proto__"');
    else checkPlain(item, `${at}.${key}`, report, above);
  }
  above.delete(value);
}
