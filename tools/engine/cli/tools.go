//go:build tools

// Package cli pins the Pulumi command line, which `go build` builds from its module.
package cli

import _ "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"
