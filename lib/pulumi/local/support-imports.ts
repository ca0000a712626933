import { createRequire } from "node:module";

interface Messages {
  readonly ReadRequest: { readonly prototype: { getProperties: (this: object) => object | undefined } };
}

interface Structs {
  readonly Struct: { readonly fromJavaScript: (value: object) => object };
}

/**
 * Lets the engine read a resource by its id alone, as an import does. Pulumi's server for providers in Node expects that each request has
 * properties, and an import has none.
 */
export function supportImports(): void {
  const load = createRequire(import.meta.resolve("@pulumi/pulumi/provider/index.js"));
  const { ReadRequest }: Messages = load("../proto/provider_pb");
  const { Struct }: Structs = load("google-protobuf/google/protobuf/struct_pb");
  const { getProperties } = ReadRequest.prototype;
  ReadRequest.prototype.getProperties = function () {
    return getProperties.call(this) ?? Struct.fromJavaScript({});
  };
}
