import type { ServiceReference } from "../service-references.ts";
import type { Tier } from "../../../model/tier.ts";

export interface StackPlan {
  readonly name: string;
  readonly tier: Tier;
  readonly region: string;
  readonly project: string;
  readonly namespace: string;
  readonly privateRange: string | undefined;
  readonly domain: string | undefined;
  readonly channel: string | undefined;
  /** Services that run everywhere but here, or, with `listed`, the services that run here. */
  readonly services: readonly ServiceReference[];
  readonly listed: boolean;
  /** @default the stack does not expire */
  readonly expires?: string | undefined;
}

const text = (value: string): string => JSON.stringify(value);

/** Returns the source of a stack. */
export function stackTemplate({
  name,
  tier,
  region,
  project,
  namespace,
  privateRange,
  domain,
  channel,
  services,
  listed,
  expires,
}: StackPlan): string {
  const files = [...new Set(services.map(({ file }) => file))];
  const imported = identifiers(files);
  const names = services.map(({ file, instance }) => {
    const name = imported[files.indexOf(file)];
    return instance === undefined ? name : `${name}.instance(${text(instance)})`;
  });
  const selection = listed ? `[${names.join(", ")}]` : names.length === 0 ? "allServices" : `allServices.except(${names.join(", ")})`;
  return [
    `import { ${listed ? "" : "allServices, "}defineStack } from "fairlead";`,
    ...files.map((file, index) => `import ${imported[index]} from "../services/${file}.ts";`),
    "",
    `export default defineStack(${text(name)}, {`,
    `  tier: ${text(tier)},`,
    `  region: ${text(region)},`,
    `  project: ${text(project)},`,
    `  cluster: ${text(name)},`,
    `  namespace: ${text(namespace)},`,
    `  services: ${selection},`,
    ...(channel === undefined ? [] : [`  channel: ${text(channel)},`]),
    ...(privateRange === undefined ? [] : [`  privateRange: ${text(privateRange)},`]),
    ...(domain === undefined ? [] : [`  domain: ${text(domain)},`]),
    ...(expires === undefined ? [] : [`  expires: ${text(expires)},`]),
    "});",
    "",
  ].join("\n");
}

const RESERVED =
  /^(?:class|const|default|delete|do|else|enum|export|for|function|if|import|in|let|new|package|return|static|super|switch|this|throw|try|typeof|var|void|while|with|yield|case|catch|continue|break|debugger|extends|finally|false|null|true|undefined|await|eval|arguments|interface|public|private|protected|implements|allServices|defineStack)$/;

/** Returns the names of services in TypeScript: `shop/order-mail` -> `orderMail`. No two are the same. */
export function identifiers(services: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  for (const service of services) {
    let name = service.replace(/^.*\//, "").replace(/-+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
    while (RESERVED.test(name) || taken.has(name)) name += "Service";
    taken.add(name);
  }
  return [...taken];
}
