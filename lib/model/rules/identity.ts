import type { Report } from "../../base/problem.ts";
import { isRepository } from "../image.ts";
import type { ImageInput } from "../image-spec.ts";
import { shortNameProblem } from "../names.ts";
import type { ServiceRule } from "./rule.ts";

/** An address whose local part is a dot-atom with a letter or digit. Source: RFC 5322, section 3.4.1. */
const MAIL =
  /^(?=[^@]*[A-Za-z0-9][^@]*@)(?!.{65,}@)[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$/;
const LABEL_VALUE = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;

/** Checks the owner and the repository of a service or an image. */
export function checkSource({ owner, image, imagesFrom = [] }: ImageInput, report: Report): void {
  if (!MAIL.test(owner)) report("owner", `"${owner}" is not an email address`, 'write it: owner: "web@example.com"');
  checkRepository("image", image, report);
  for (const [index, repository] of imagesFrom.entries()) {
    checkRepository(`imagesFrom.${index}`, repository, report);
    if ([image, ...imagesFrom.slice(0, index)].includes(repository)) report(`imagesFrom.${index}`, `"${repository}" is listed twice`);
  }
}

function checkRepository(path: string, image: string, report: Report): void {
  // `redis:7` looks like a host with a port, but a repository needs a path after its host.
  const tagged = /[@:][^/]*$/.test(image);
  if (isRepository(image) && !(tagged && !image.includes("/"))) return;
  const why = tagged ? "has a tag or digest; those come from the stack's versions.yaml" : "is not an image repository";
  report(path, `"${image}" ${why}`, `write it: ${path === "image" ? "image: " : ""}"${intendedRepository(image)}"`);
}

/** Returns the repository in a URL or in a reference with a tag, or an example. */
function intendedRepository(image: string): string {
  const meant = image.toLowerCase().replace(/^[a-z]+:\/\//, "").replace(/@.*$/, "").replace(/:[^/]*$/, ""); // prettier-ignore
  return isRepository(meant) ? meant : "ghcr.io/acme/web";
}

/** Checks the owner, the image, the labels and the names of a service's parts. */
export const identityRule: ServiceRule = (service, report) => {
  checkSource(service, report);
  for (const [path, value] of [
    ["component", service.component],
    ["partOf", service.partOf],
  ] as const) {
    if (value !== undefined && !LABEL_VALUE.test(value))
      report(path, `"${value}" is not a label value: letters, digits, "-", "_" and ".", at most 63`);
  }
  const named = [
    ...service.ports.map(({ name }) => ["ports", "port", name] as const),
    ...Object.keys(service.needs).map((name) => ["needs", "need", name] as const),
    ...service.jobs.map(({ name }) => ["jobs", "job", name] as const),
  ];
  for (const [field, what, name] of named) {
    const problem = shortNameProblem(name, what);
    if (problem !== undefined) report(`${field}.${name}`, problem);
  }
};
