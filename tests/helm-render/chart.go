package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/Masterminds/semver"
	"gopkg.in/yaml.v3"
)

// chart is a folder as Helm reads it.
type chart struct {
	about     map[string]interface{}
	values    map[string]interface{}
	schema    map[string]interface{}
	templates map[string]string // by path, such as templates/service.yaml
	files     files             // everything else
}

func loadChart(folder string) (*chart, error) {
	found := &chart{templates: map[string]string{}, files: files{}}
	err := filepath.Walk(folder, func(path string, info os.FileInfo, err error) error {
		if err != nil || info.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(folder, path)
		if err != nil {
			return err
		}
		return found.take(filepath.ToSlash(name), text)
	})
	if err == nil && found.about == nil {
		err = fmt.Errorf("%s has no Chart.yaml", folder)
	}
	return found, err
}

func (c *chart) take(name string, text []byte) (err error) {
	switch {
	case name == "Chart.yaml":
		c.about, err = readYaml(text)
	case name == "values.yaml":
		c.values, err = readYaml(text)
	case name == "values.schema.json":
		err = json.Unmarshal(text, &c.schema)
	case strings.HasPrefix(name, "templates/"):
		c.templates[name] = string(text)
	default:
		c.files[name] = text
	}
	if err != nil {
		err = fmt.Errorf("%s: %w", name, err)
	}
	return err
}

// accepts checks what Helm checks before it renders: the cluster's version and the schema.
func (c *chart) accepts(values map[string]interface{}, kube string) error {
	if wanted, ok := c.about["kubeVersion"].(string); ok {
		constraint, err := semver.NewConstraint(wanted)
		if err != nil {
			return fmt.Errorf("Chart.yaml: kubeVersion: %w", err)
		}
		version, err := semver.NewVersion(kube)
		if err != nil {
			return fmt.Errorf("%s: %w", kube, err)
		}
		if !constraint.Check(version) {
			return fmt.Errorf("chart requires kubeVersion: %s which is incompatible with Kubernetes %s", wanted, kube)
		}
	}
	if c.schema == nil {
		return nil
	}
	faults, err := validate(c.schema, values)
	if err != nil {
		return fmt.Errorf("values.schema.json: %w", err)
	}
	if len(faults) > 0 {
		return fmt.Errorf("values don't meet the specifications of the schema(s) in the following chart(s):\n%v:\n- %s",
			c.about["name"], strings.Join(faults, "\n- "))
	}
	return nil
}

// readYaml gives what Helm's reader gives: maps with text keys, and every number as a float.
func readYaml(text []byte) (map[string]interface{}, error) {
	var read map[string]interface{}
	if err := yaml.Unmarshal(text, &read); err != nil {
		return nil, err
	}
	if read == nil {
		read = map[string]interface{}{}
	}
	asJSON, err := json.Marshal(read)
	if err != nil {
		return nil, err
	}
	plain := map[string]interface{}{}
	err = json.Unmarshal(asJSON, &plain)
	return plain, err
}
