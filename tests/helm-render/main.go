// Command helm-render renders a chart for tests, on machines without Helm.
//
// It is a look-alike: Go's templates with sprig's functions, values merged and checked against the chart's schema as
// Helm documents it. It is not Helm. Tests assert on the values it gives, never on how they are written. It is
// stricter than Helm where that finds faults: an unknown keyword of the schema, or a value that is not there, ends it.
package main

import (
	"flag"
	"fmt"
	"os"
)

// repeated collects an option that may be given many times.
type repeated []string

func (r *repeated) String() string { return fmt.Sprint(*r) }

func (r *repeated) Set(word string) error {
	*r = append(*r, word)
	return nil
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintf(os.Stderr, "Error: %s\n", err)
		os.Exit(1)
	}
}

func run() error {
	var files, sets, versions repeated
	name := flag.String("name", "bellwether", "name of the release")
	namespace := flag.String("namespace", "default", "namespace of the release")
	kube := flag.String("kube-version", "v1.29.0", "version of the cluster that is made believe")
	isUpgrade := flag.Bool("upgrade", false, "an upgrade, not an installation")
	notes := flag.Bool("notes", false, "print the notes alone")
	flag.Var(&files, "values", "file of values; may be repeated, the later wins")
	flag.Var(&sets, "set", "path=value, with Helm's rules for types; may be repeated")
	flag.Var(&versions, "api", "API version that the cluster has; may be repeated")
	flag.Parse()
	if flag.NArg() != 1 {
		return fmt.Errorf("one folder of a chart is needed")
	}

	chart, err := loadChart(flag.Arg(0))
	if err != nil {
		return err
	}
	values, err := mergedValues(chart.values, files, sets)
	if err != nil {
		return err
	}
	if err := chart.accepts(values, *kube); err != nil {
		return err
	}
	rendered, err := render(chart, surroundings{
		Name: *name, Namespace: *namespace, Kube: *kube, Versions: versions, IsUpgrade: *isUpgrade,
	}, values)
	if err != nil {
		return err
	}
	return rendered.print(os.Stdout, *notes)
}
