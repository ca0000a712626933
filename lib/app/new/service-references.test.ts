import { expect, it } from "vitest";
import { defineImage, defineService } from "../../index.ts";
import { referencesTo } from "./service-references.ts";

const base = { owner: "a@example.com", image: "registry.example.com/app" };
const cart = defineService("cart", { ...base, instances: { eu: {}, us: {} } });
const web = defineService("web", base);
const envoy = defineImage("envoy", base);
const fleet = {
  services: [
    { file: "services/shop/cart.ts", service: cart },
    { file: "services/web.ts", service: web },
  ],
  images: [{ file: "services/images/envoy.ts", image: envoy }],
};

it.each([
  ["services and images, by name", [web, envoy], ["images/envoy", "web"]],
  ["each once", [web, web], ["web"]],
  ["one instance", [cart.instance("us"), web], ["shop/cart.us", "web"]],
  ["all instances as the service", [cart.instance("us"), cart.instance("eu")], ["shop/cart"]],
  ["a service and its instance as the service", [cart, cart.instance("eu")], ["shop/cart"]],
])("refers to %s", (_title, things, references) => {
  expect(referencesTo(things, fleet).map(({ file, instance }) => (instance === undefined ? file : `${file}.${instance}`))).toEqual(
    references,
  );
});
