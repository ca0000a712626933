import * as z from "zod/mini";
import { isHostName, isNumericHost } from "../../base/dns-names.ts";
import { fitName } from "../../base/fit-name.ts";
import { checkGithub } from "./artifact-registry.ts";
import { checkLabel, type CloudPart } from "./cloud-part.ts";

/** A static website: files in a bucket, which everybody reads over the CDN of Google. */
export interface SiteInput {
  /** The host of the site, such as `docs.shop.example.com`. */
  readonly host: string;
  /** The reason why everybody may read the bucket. Policies show it. */
  readonly because: string;
  /** The file for a path that has none. A single-page application writes `"index.html"`. @default "404.html" */
  readonly notFound?: string;
  /** The GitHub repositories whose Actions upload files, such as `acme/docs`. They need no key. @default none */
  readonly github?: readonly string[];
}

/** The static websites of a stack by name. */
export type SitesInput = Readonly<Record<string, SiteInput>>;

/** Returns the name of the bucket of a site, at most 63 characters. No bucket of a service has a "_" in its name. */
export const siteBucket = ({ name, project }: { readonly name: string; readonly project: string }, site: string): string =>
  fitName(`${project}-${name}-site_${site}`, 63);

export const sitesPart: CloudPart<SitesInput> = {
  summary: "Static websites: a bucket that everybody reads, the CDN of Google, a certificate and DNS records.",
  example: 'sites: { docs: { host: "docs.shop.example.com", because: "customers read it" } }',
  schema: z.record(
    z.string(),
    z.strictObject({
      host: z.string(),
      because: z.string(),
      notFound: z.optional(z.string()),
      github: z.optional(z.array(z.string())),
    }),
  ),
  check: (sites, report) => {
    for (const [name, { host, because, notFound, github = [] }] of Object.entries(sites)) {
      checkLabel(name, name, 30, report);
      if (!isHostName(host) || isNumericHost(host) || !host.includes(".")) report(`${name}.host`, `"${host}" is not a DNS name`);
      if (because.trim() === "") report(`${name}.because`, "must not be empty");
      if (notFound !== undefined && !/^[^/\s][^\s]*$/.test(notFound))
        report(
          `${name}.notFound`,
          `"${notFound}" is not the path of a file in the bucket`,
          'write it without a "/" at the start: "404.html"',
        );
      checkGithub(`${name}.github`, github, report);
    }
  },
};
