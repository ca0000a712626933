import { shorten } from "../../base/text.ts";
import { isDay } from "../stack-fields/expires.ts";
import type { StackRule } from "./rule.ts";

/** Checks the differences that a stack ignores. */
export const driftIgnoreRule: StackRule = ({ driftIgnore = [] }, report) => {
  driftIgnore.forEach(({ resource, property, owner, expires, because }, index) => {
    const path = `driftIgnore.${index}`;
    if (!isResource(resource))
      report(`${path}.resource`, `"${shorten(resource)}" is neither <service>.<need> nor a URN`, 'write resource: "cartservice.carts"');
    if (property.trim() === "") report(`${path}.property`, "must not be empty");
    if (!/^\S+@\S+\.\S+$/.test(owner)) report(`${path}.owner`, `"${shorten(owner)}" is not an email address`);
    if (!isDay(expires)) report(`${path}.expires`, `"${shorten(expires)}" is not a day`, 'write the last day: expires: "2026-12-24"');
    if (because.trim() === "") report(`${path}.because`, "must not be empty");
    const first = driftIgnore.findIndex((other) => other.resource === resource && other.property === property);
    if (first < index) report(path, `${resource} and ${property} are listed twice`);
  });
};

const isResource = (text: string): boolean => text.startsWith("urn:pulumi:") || /^[a-z0-9-]+\.[a-z0-9-]+$/.test(text);
