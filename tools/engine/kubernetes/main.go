// The Kubernetes provider as a program. The main package of its own module embeds files that the module lacks.
// Rendering to a directory needs neither a schema nor a mapping, so both are empty here.
package main

import "github.com/pulumi/pulumi-kubernetes/provider/v4/pkg/provider"

const version = "4.24.0"

func main() {
	provider.Serve("kubernetes", version, []byte(`{"name":"kubernetes","version":"`+version+`"}`), []byte("{}"))
}
