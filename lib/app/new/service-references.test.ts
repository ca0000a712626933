import { expect, it } from "vitest";
import { defineImage, defineService } from "../../index.ts";
import { referencesTo } from "./service-references.ts";

const base = { owner: "a@example.com", image: "registry.example.com/app" };
const cart = defineService("cart", { ...base, instances: { eu: {}, us: {} } });
const web = defineService("web", base);
const envoy = defineImage("envoy", base);

it.each([
  ["services and images, by name", [web, envoy], ["envoy", "web"]],
  ["each once", [web, web], ["web"]],
  ["one instance", [cart.instance("us"), web], ["cart.us", "web"]],
  ["all instances as the service", [cart.instance("us"), cart.instance("eu")], ["cart"]],
  ["a service and its instance as the service", [cart, cart.instance("eu")], ["cart"]],
])("refers to %s", (_title, things, references) => {
  expect(referencesTo(things).map(({ file, instance }) => (instance === undefined ? file : `${file}.${instance}`))).toEqual(references);
});
