import { expect, test } from "vitest";
import { readEnums } from "./enums.ts";

const SOURCE = `
func schema_k8sio_api_core_v1_ContainerPort(ref common.ReferenceCallback) common.OpenAPIDefinition {
				Properties: map[string]spec.Schema{
					"name": {
						SchemaProps: spec.SchemaProps{
							Type:        []string{"string"},
						},
					},
					"protocol": {
						SchemaProps: spec.SchemaProps{
							Enum:        []interface{}{"SCTP", "TCP", "UDP"},
						},
					},
func schema_pkg_apis_meta_v1_Status(ref common.ReferenceCallback) common.OpenAPIDefinition {
					"reasons": {
							Items: &spec.SchemaOrArray{
										Enum:    []interface{}{"", "a"},
`;

test("enums are read from the generated Go code of Kubernetes", () => {
  expect(Object.fromEntries([...readEnums(SOURCE)].map(([name, fields]) => [name, Object.fromEntries(fields)]))).toEqual({
    "core.v1.ContainerPort": { protocol: ["SCTP", "TCP", "UDP"] },
    "meta.v1.Status": { reasons: ["", "a"] },
  });
});
