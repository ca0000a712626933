import { Output, type ResourceTransform } from "@pulumi/pulumi";
import { isRecord } from "../../../base/values.ts";
import { escapeCharacters } from "./escape-characters.ts";

/** An object as a component registered it, before the provider's types drop the fields that they do not know. */
export interface RegisteredObject {
  readonly object: unknown;
  /** Paths of the values that Pulumi keeps as secrets. A manifest would show them. */
  readonly secrets: readonly string[];
}

/** Component -> the objects that it registered. */
export type Registrations = Readonly<Record<string, readonly RegisteredObject[]>>;

/** Returns the name of a component's own provider. */
export const providerName = (component: string): string => `component-${component}`;

/**
 * Records every object that components register, also those that a chart or a ConfigGroup registers in the provider's process.
 * Refuses other providers: they could talk to a cluster or write elsewhere.
 */
export function recordRegistrations(components: readonly string[], registrations: Record<string, RegisteredObject[]>): ResourceTransform {
  const byProvider = new Map(components.map((component) => [providerName(component), component]));
  return async ({ custom, type, name, props, opts }) => {
    if (type.startsWith("pulumi:providers:") && !byProvider.has(name)) {
      throw new Error(`the component makes its own provider "${name}"; pass the given { provider } to every resource instead`);
    }
    const urn = "provider" in opts ? await urnOf(opts.provider) : undefined;
    const component = byProvider.get(urn?.split("::").at(-1) ?? "");
    if (!custom || component === undefined) return undefined;
    const { object, secrets } = withoutSecrets(props);
    (registrations[component] ??= []).push({ object, secrets });
    const escaped = escapeCharacters(object);
    return secrets.length > 0 || escaped === object ? undefined : { props: escaped, opts };
  };
}

const urnOf = (provider: { readonly urn: Output<string> } | undefined): Promise<string | undefined> =>
  provider === undefined ? Promise.resolve(undefined) : new Promise((resolve) => void provider.urn.apply(resolve));

/** Replaces secrets by null, and lists their paths. */
function withoutSecrets(props: Readonly<Record<string, unknown>>): RegisteredObject & { readonly object: Record<string, unknown> } {
  const secrets: string[] = [];
  const plain = (value: unknown, at: string): unknown => {
    if (Output.isInstance(value)) {
      secrets.push(at);
      return null;
    }
    if (Array.isArray(value)) return value.map((item: unknown, index) => plain(item, `${at}.${index}`));
    return isRecord(value) ? fieldsOf(value, (key) => (at === "" ? key : `${at}.${key}`)) : value;
  };
  const fieldsOf = (value: Readonly<Record<string, unknown>>, at: (key: string) => string): Record<string, unknown> =>
    Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item, at(key))]));
  return { object: fieldsOf(props, (key) => key), secrets };
}
