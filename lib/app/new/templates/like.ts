import type { AnyStack } from "../../../model/stack.ts";
import { identifiers } from "./stack.ts";

export interface LikePlan {
  readonly name: string;
  readonly source: AnyStack;
  readonly domain: string | undefined;
  /** Addresses that no other stack has. */
  readonly privateRange: string | undefined;
  readonly expires: string | undefined;
}

/** The fields that a second stack of the cluster cannot have, each with the value in its place. */
const OWN = {
  movedFrom: "[]",
  retired: "false",
  addresses: "[]",
  restored: "[]",
  endpoints: "[]",
  components: "{}",
  cloud: "{}",
} as const satisfies { readonly [K in keyof AnyStack["input"]]?: string };

/** Returns the source of a stack with the fields of another one. Its namespace has the name of the stack. */
export function likeTemplate({ name, source, domain, privateRange, expires }: LikePlan): string {
  const [other = "other"] = identifiers([source.name]);
  const own = Object.entries(OWN).filter(([field]) => Object.hasOwn(source.input, field));
  return [
    `import { defineStack } from "fairlead";`,
    `import ${other} from "./${source.name}.ts";`,
    "",
    `export default defineStack(${JSON.stringify(name)}, {`,
    `  ...${other}.input,`,
    `  namespace: ${JSON.stringify(name)},`,
    ...(domain === undefined ? [] : [`  domain: ${JSON.stringify(domain)},`]),
    ...(privateRange === undefined ? [] : [`  privateRange: ${JSON.stringify(privateRange)},`]),
    ...own.map(([field, value]) => `  ${field}: ${value},`),
    ...(expires === undefined ? [] : [`  expires: ${JSON.stringify(expires)},`]),
    "});",
    "",
  ].join("\n");
}
