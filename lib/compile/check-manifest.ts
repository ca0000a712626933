import { unreadablePlace } from "../base/shape/unreadable-place.ts";
import type { Report } from "../base/problem.ts";
import { isPlainObject } from "../base/values.ts";
import type { Manifest } from "../model/manifest.ts";
import { checkSecrets, type IsAllowed } from "./check-secrets.ts";
import { checkPlainData } from "./check-plain-data.ts";
import { secretInGit, USE_A_SECRET_NEED } from "./secret-in-git.ts";

const API_VERSION = /^[A-Za-z0-9.-]+(?:\/[A-Za-z0-9]+)?$/;
const KIND = /^[A-Za-z][A-Za-z0-9]*$/;
const NAME = /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/;
const MAX_NAME = 253;
/** The names of roles and their bindings: any path segment of a URL, such as `system:aggregated-metrics-reader`. */
const ROLE_NAME = /^(?!\.{1,2}$)[!-$&-.0-~]+$/;
const RBAC_VERSION = /^rbac\.authorization\.k8s\.io\//;

/**
 * True if the result of a person's function is a Kubernetes object of plain data. Reports each mistake once.
 * @param isAllowed true for strings that are no secrets, although they look like one
 */
export function checkManifest(value: unknown, at: string, report: Report, isAllowed: IsAllowed): value is Manifest {
  let isValid = true;
  const note: Report = (...problem) => {
    isValid = false;
    report(...problem);
  };
  return checkReadable(value, at, note, isAllowed) && isValid;
}

/** Reports each mistake once. True if the object has a kind and holds plain data, so that later rules can read it. */
export function checkReadable(value: unknown, at: string, report: Report, isAllowed: IsAllowed): value is Manifest {
  if (!isPlainObject(value) || (value["kind"] === undefined && value["apiVersion"] === undefined)) {
    report(at, "is not a Kubernetes object");
    return false;
  }
  const reported = new Set<string>();
  const reportOnce: Report = (path, message, hint) => {
    if (reported.has(path)) return;
    reported.add(path);
    report(path, message, hint);
  };
  const place = unreadablePlace(value);
  if (place !== undefined) {
    report([at, ...place.path].join("."), place.message);
    return false;
  }
  const { kind, metadata } = value;
  // The rest of a Secret or of a list is removed with it, so its contents are not checked.
  if (kind === "Secret") reportOnce(at, secretInGit(value), USE_A_SECRET_NEED);
  else if (isList(value)) reportOnce(at, "is a list of objects; return each object separately");
  if (reported.size > 0) return false;
  let isReadable = isPlainObject(metadata) && typeof metadata["name"] === "string";
  const note: Report = (...problem) => {
    isReadable = false;
    reportOnce(...problem);
  };
  checkType(value, at, note);
  if (metadata === undefined || isPlainObject(metadata)) checkMetadata(value, metadata ?? {}, `${at}.metadata`, reportOnce);
  else note(`${at}.metadata`, "is not an object");
  checkPlainData(value, at, note);
  checkSecrets(value, at, reportOnce, isAllowed);
  return isReadable;
}

type Fields = Readonly<Record<string, unknown>>;

const isList = (value: Fields): boolean => Array.isArray(value["items"]) && String(value["kind"]).endsWith("List");

function checkType(value: Fields, at: string, report: Report): void {
  for (const [field, shape] of [
    ["apiVersion", API_VERSION],
    ["kind", KIND],
  ] as const) {
    if (typeof value[field] !== "string" || !shape.test(value[field])) report(`${at}.${field}`, "is missing or malformed");
  }
}

function checkMetadata(value: Fields, metadata: Fields, at: string, report: Report): void {
  const { name } = metadata;
  const isRole = RBAC_VERSION.test(String(value["apiVersion"]));
  if (typeof name !== "string" || name.length > MAX_NAME || !(isRole ? ROLE_NAME : NAME).test(name)) {
    const allowed = isRole ? 'visible characters without "/" and "%"' : 'lower-case letters, digits, "-" and "."';
    report(
      `${at}.name`,
      name === undefined ? "is missing" : `${JSON.stringify(name)} is not the name of an object; allowed are ${allowed}`,
    );
  }
}
