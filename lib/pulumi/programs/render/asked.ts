import { Output, type ResourceTransform } from "@pulumi/pulumi";
import { isRecord } from "../../../base/values.ts";
import { packed } from "./transit.ts";

/** An object as a component registered it, before the provider's own types drop what they do not know. */
export interface AskedObject {
  readonly object: unknown;
  /** The paths of values that Pulumi keeps as secrets; a manifest would show them. */
  readonly secrets: readonly string[];
}

/** Component -> what it registered. */
export type Asked = Readonly<Record<string, readonly AskedObject[]>>;

/** The name of a component's own provider. */
export const providerName = (component: string): string => `component-${component}`;

/**
 * Looks at every resource that components register, also at those that a chart or a ConfigGroup registers in the provider's process:
 * notes objects in `asked`, and lets nobody have a provider that would talk to a cluster or write elsewhere.
 */
export function watchComponents(components: readonly string[], asked: Record<string, AskedObject[]>): ResourceTransform {
  const byProvider = new Map(components.map((component) => [providerName(component), component]));
  return async ({ custom, type, name, props, opts }) => {
    if (type.startsWith("pulumi:providers:") && !byProvider.has(name)) {
      throw new Error(
        `the provider "${name}" is one of the component's own; every resource takes { provider }, which the component is given`,
      );
    }
    const urn = "provider" in opts ? await urnOf(opts.provider) : undefined;
    const component = byProvider.get(urn?.split("::").at(-1) ?? "");
    if (!custom || component === undefined) return undefined;
    const { object, secrets } = withoutSecrets(props);
    (asked[component] ??= []).push({ object, secrets });
    const sent = packed(object);
    return secrets.length > 0 || sent === object ? undefined : { props: sent, opts };
  };
}

const urnOf = (provider: { readonly urn: Output<string> } | undefined): Promise<string | undefined> =>
  provider === undefined ? Promise.resolve(undefined) : new Promise((resolve) => void provider.urn.apply(resolve));

/** Plain data with the places where something else was. */
function withoutSecrets(props: Readonly<Record<string, unknown>>): AskedObject & { readonly object: Record<string, unknown> } {
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
