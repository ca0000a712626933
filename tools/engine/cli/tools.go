//go:build tools

// Package cli pins the Pulumi command line; `go build` makes it from the module.
package cli

import _ "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"
