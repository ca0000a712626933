import { describe, expect, it } from "vitest";
import { fleetOf, modelOf, problemsOf, serviceFile, stackFile } from "../../../test/fleets.ts";
import { defineImage, servicesWhere } from "../../index.ts";
import { isImage } from "../image-spec.ts";
import { stackImages } from "./stack-images.ts";

const INPUT = { owner: "platform@example.com", image: "docker.io/envoyproxy/envoy" };
const imageFile = (name: string, input: unknown = INPUT, file = `services/${name}.ts`) => ({
  file,
  image: defineImage(name, input as typeof INPUT),
});

const envoy = imageFile("envoy");
const web = serviceFile("web", { sidecars: { proxy: { image: envoy.image } } });

describe("an image", () => {
  const at = "services/envoy.ts:";
  it.each<[title: string, input: unknown, problems: readonly string[]]>([
    ["with owner and repository", INPUT, []],
    ["without an owner", { image: INPUT.image }, [`${at} owner: missing: a string is required`]],
    ["whose owner is no address", { ...INPUT, owner: "platform" }, [`${at} owner: "platform" is not an email address`]],
    [
      "with a tag",
      { ...INPUT, image: "envoy:v1" },
      [`${at} image: "envoy:v1" has a tag or digest; those come from the stack's versions.yaml`],
    ],
    ["with ports", { ...INPUT, ports: {} }, [`${at} ports: unknown field (known: "owner", "image", "imagesFrom")`]],
    ["that is null", null, [`${at} must be an object, got null`]],
    ["that is a string", "envoy", [`${at} must be an object, got "envoy"`]],
  ])("%s", (_title, input, problems) => {
    const file = imageFile("envoy", input);
    const service = serviceFile("web", { sidecars: { proxy: { image: file.image } } });
    expect(problemsOf(fleetOf({ services: [service], images: [file] }))).toEqual(problems);
  });

  it.each([
    [
      "another name than its file",
      imageFile("envoy", INPUT, "services/proxy.ts"),
      'the image is called "envoy", but its file "proxy"; both must have one name',
    ],
    [
      "a name that no object can have",
      imageFile("En", INPUT, "services/En.ts"),
      '"En" is not a DNS label: lower-case letters, digits and "-", starting with a letter',
    ],
  ])("%s", (_title, file, problem) => {
    expect(problemsOf(fleetOf({ services: [serviceFile("web")], images: [file] }))).toEqual([`${file.file}: ${problem}`]);
  });
});

describe("the images of a stack", () => {
  const other = imageFile("otel");
  it.each([
    ["those that its services use", [web, serviceFile("cart")], {}, ["envoy"]],
    ["those that an init container uses", [serviceFile("web", { init: { wait: { image: other.image, command: ["x"] } } })], {}, ["otel"]],
    ["those that it lists", [web], { services: [web.service, other.image] }, ["envoy", "otel"]],
    ["none of a service that it does not run", [web, serviceFile("cart")], { services: [] }, []],
    ["none of another tier", [serviceFile("web", { tiers: { prod: { sidecars: { proxy: { image: envoy.image } } } } })], {}, []],
    [
      "none that a layer replaces",
      [
        serviceFile("web", {
          sidecars: { proxy: { image: envoy.image } },
          tiers: { latest: { sidecars: { proxy: { image: other.image } } } },
        }),
      ],
      {},
      ["otel"],
    ],
  ])("are %s", (_title, services, fields, images) => {
    const listed =
      "services" in fields && fields.services.length === 0 ? { services: services.slice(1).map(({ service }) => service) } : fields;
    const fleet = fleetOf({ services, images: [envoy, other], stacks: [stackFile("latest", listed)] });
    expect(modelOf(fleet).stacks[0]?.images.map(({ name }) => name)).toEqual(images);
  });

  it.each([
    ["of the fleet", { defaults: { sidecars: { proxy: { image: envoy.image } } } }, {}, ["envoy"]],
    ["of the stack", {}, { defaults: servicesWhere({ names: ["web"] }, { sidecars: { proxy: { image: other.image } } }) }, ["otel"]],
    ["of other services", { defaults: servicesWhere({ tier: "prod" }, { sidecars: { proxy: { image: envoy.image } } }) }, {}, []],
  ])("are those of defaults %s, also before the fleet is checked", (_title, config, fields, images) => {
    const on = stackFile("latest", fields);
    const base = fleetOf({ services: [serviceFile("web")], images: [envoy, other], stacks: [on] });
    const fleet = { ...base, config: { ...base.config, ...config } };
    expect(modelOf(fleet).stacks[0]?.images.map(({ name }) => name)).toEqual(images);
    expect(stackImages(on, fleet).map(({ name }) => name)).toEqual(images);
  });

  it("are of the fleet", () => {
    const stranger = defineImage("stranger", INPUT);
    const fleet = fleetOf({ services: [web], images: [envoy], stacks: [stackFile("latest", { services: [web.service, stranger] })] });
    expect(problemsOf(fleet)).toEqual(['stacks/latest.ts: services: "stranger" is not the default export of a file in services/']);
  });
});

it.each([
  [envoy.image, true],
  [web.service, false],
  [{ kind: "image" }, false],
  [null, false],
  ["envoy", false],
])("tells an image from other values: %#", (value, expected) => {
  expect(isImage(value)).toBe(expected);
});
