// Reads a JSON list of YAML texts from stdin, and writes the list of their values as JSON to stdout.
// It uses the reader of Kubernetes and Argo CD. A text that cannot be read becomes {"error": "..."}.
package main

import (
	"encoding/json"
	"os"

	"sigs.k8s.io/yaml"
)

func main() {
	var texts []string
	if err := json.NewDecoder(os.Stdin).Decode(&texts); err != nil {
		panic(err)
	}
	values := make([]json.RawMessage, len(texts))
	for index, text := range texts {
		value, err := yaml.YAMLToJSON([]byte(text))
		if err != nil {
			value, _ = json.Marshal(map[string]string{"error": err.Error()})
		}
		values[index] = value
	}
	if err := json.NewEncoder(os.Stdout).Encode(values); err != nil {
		panic(err)
	}
}
