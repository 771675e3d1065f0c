package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"text/template"

	"github.com/Masterminds/sprig"
	"gopkg.in/yaml.v3"
)

// functions are sprig's without those that read the environment, and Helm's own that need no template.
func functions() template.FuncMap {
	all := sprig.TxtFuncMap()
	delete(all, "env")
	delete(all, "expandenv")
	all["toYaml"] = toYaml
	all["fromYaml"] = func(text string) (map[string]interface{}, error) { return readYaml([]byte(text)) }
	all["fromYamlArray"] = fromYamlArray
	all["toJson"] = toJSON
	all["fromJson"] = func(text string) (map[string]interface{}, error) {
		read := map[string]interface{}{}
		err := json.Unmarshal([]byte(text), &read)
		return read, err
	}
	all["fromJsonArray"] = func(text string) ([]interface{}, error) {
		var read []interface{}
		err := json.Unmarshal([]byte(text), &read)
		return read, err
	}
	all["required"] = required
	// There is no cluster to look into.
	all["lookup"] = func(_, _, _, _ string) map[string]interface{} { return map[string]interface{}{} }
	return all
}

func required(message string, value interface{}) (interface{}, error) {
	if value == nil || value == "" {
		return nil, fmt.Errorf("%s", message)
	}
	return value, nil
}

func toJSON(value interface{}) (string, error) {
	text, err := json.Marshal(value)
	return string(text), err
}

func toYaml(value interface{}) (string, error) {
	var text bytes.Buffer
	writer := yaml.NewEncoder(&text)
	writer.SetIndent(2)
	if err := writer.Encode(whole(value)); err != nil {
		return "", err
	}
	return strings.TrimSuffix(text.String(), "\n"), nil
}

func fromYamlArray(text string) ([]interface{}, error) {
	read, err := readYaml([]byte("list:\n" + indented(text)))
	if err != nil {
		return nil, err
	}
	list, _ := read["list"].([]interface{})
	return list, nil
}

func indented(text string) string { return "  " + strings.ReplaceAll(text, "\n", "\n  ") }

// whole makes numbers without a fraction whole again, so that 1000000 is not written as 1e+06.
func whole(value interface{}) interface{} {
	switch v := value.(type) {
	case map[string]interface{}:
		copied := map[string]interface{}{}
		for key, below := range v {
			copied[key] = whole(below)
		}
		return copied
	case []interface{}:
		copied := make([]interface{}, len(v))
		for at, below := range v {
			copied[at] = whole(below)
		}
		return copied
	case float64:
		if v == math.Trunc(v) && math.Abs(v) < 1<<53 {
			return int64(v)
		}
	}
	return value
}
