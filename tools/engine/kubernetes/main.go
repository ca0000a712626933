// The Kubernetes provider as a program. Its module's own main embeds files that the module does not have; what Fairlead asks of the
// provider, rendering to a directory, needs neither a schema nor a mapping.
package main

import "github.com/pulumi/pulumi-kubernetes/provider/v4/pkg/provider"

const version = "4.24.0"

func main() {
	provider.Serve("kubernetes", version, []byte(`{"name":"kubernetes","version":"`+version+`"}`), []byte("{}"))
}
