import * as z from "zod/mini";
import type { Report } from "../../base/problem.ts";
import { checkLabel, type CloudPart } from "./cloud-part.ts";

/** The repositories of container images, and the CI that pushes to them. */
export interface RegistryInput {
  /** The names of the repositories. @default ["services"] */
  readonly repositories?: readonly string[];
  /** The GitHub repositories whose Actions push images, such as `acme/cart`. They need no key. @default none */
  readonly github?: readonly string[];
}

/** Adds the defaults. */
export const registryOf = ({ repositories = ["services"], github = [] }: RegistryInput): Required<RegistryInput> => ({
  repositories,
  github,
});

const GITHUB = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})\/[A-Za-z0-9._-]{1,100}$/;

/** Checks the names of GitHub repositories. */
export const checkGithub = (at: string, repositories: readonly string[], report: Report): void =>
  repositories.forEach((name, index) => {
    if (!GITHUB.test(name)) report(`${at}.${index}`, `"${name}" is not a repository of GitHub such as acme/cart`);
    else if (repositories.indexOf(name) !== index) report(`${at}.${index}`, `"${name}" is listed twice`);
  });

export const registryPart: CloudPart<RegistryInput> = {
  summary: "Repositories of container images (Artifact Registry), and the identity of the CI that pushes to them.",
  example: 'registry: { repositories: ["services"], github: ["acme/cart"] }',
  schema: z.strictObject({ repositories: z.optional(z.array(z.string()).check(z.minLength(1))), github: z.optional(z.array(z.string())) }),
  check: (input, report) => {
    const { repositories, github } = registryOf(input);
    repositories.forEach((name, index) => {
      checkLabel(`repositories.${index}`, name, 63, report);
      if (repositories.indexOf(name) !== index) report(`repositories.${index}`, `"${name}" is listed twice`);
    });
    checkGithub("github", github, report);
  },
};
