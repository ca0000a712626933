import { expect, it } from "vitest";
import { stackTemplate } from "./stack.ts";

it.each<readonly [title: string, services: readonly string[], names: readonly string[]]>([
  ["are in camel case", ["cart", "order-mail"], ["cart", "orderMail"]],
  ["have no hyphens", ["order--mail"], ["orderMail"]],
  ["are no words of the language", ["class", "default"], ["classService", "defaultService"]],
  ["are not those of Fairlead", ["all-services", "define-stack"], ["allServicesService", "defineStackService"]],
  ["have no folders", ["shop/cart", "mail/order-mail"], ["cart", "orderMail"]],
  ["are distinct", ["order-2", "order2"], ["order2", "order2Service"]],
  [
    "are distinct from longer ones",
    ["class", "class-service", "order-2", "order2", "order2-service"],
    ["classService", "classServiceService", "order2", "order2Service", "order2ServiceService"],
  ],
])("names of services in a stack %s", (_title, services, names) => {
  const plan = { name: "latest", tier: "latest", region: "r", project: "p", namespace: "n" } as const;
  const references = services.map((file) => ({ file, instance: undefined }));
  const unset = { privateRange: undefined, domain: undefined, channel: undefined };
  const [listed, excluded] = [true, false].map((list) => stackTemplate({ ...plan, ...unset, services: references, listed: list }));
  const imports = services.map((service, index) => `import ${names[index]} from "../services/${service}.ts";`);
  expect(listed?.match(/^import .* from "\.\..*$/gm)).toEqual(imports);
  expect(listed).toContain(`\n  services: [${names.join(", ")}],\n`);
  expect(excluded).toContain(`\n  services: allServices.except(${names.join(", ")}),\n`);
});

it("names instances of a service, and imports its file once", () => {
  const services = [
    { file: "cart", instance: "eu" },
    { file: "cart", instance: "us" },
    { file: "web", instance: undefined },
  ];
  const text = stackTemplate({
    name: "latest",
    tier: "latest",
    region: "r",
    project: "p",
    namespace: "n",
    privateRange: undefined,
    domain: undefined,
    channel: undefined,
    services,
    listed: true,
  });
  expect(text.match(/^import .* from "\.\..*$/gm)).toEqual([
    'import cart from "../services/cart.ts";',
    'import web from "../services/web.ts";',
  ]);
  expect(text).toContain('\n  services: [cart.instance("eu"), cart.instance("us"), web],\n');
});
