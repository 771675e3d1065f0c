package main

import (
	"encoding/base64"
	"path"
	"strings"
)

// files is what templates see as .Files.
type files map[string][]byte

func (f files) Get(name string) string { return string(f[name]) }

func (f files) GetBytes(name string) []byte { return f[name] }

func (f files) Lines(name string) []string {
	return strings.Split(strings.TrimSuffix(string(f[name]), "\n"), "\n")
}

func (f files) Glob(pattern string) files {
	found := files{}
	for name, text := range f {
		if matches, err := path.Match(pattern, name); err == nil && matches {
			found[name] = text
		}
	}
	return found
}

func (f files) AsConfig() (string, error) {
	texts := map[string]interface{}{}
	for name, text := range f {
		texts[path.Base(name)] = string(text)
	}
	return toYaml(texts)
}

func (f files) AsSecrets() (string, error) {
	texts := map[string]interface{}{}
	for name, text := range f {
		texts[path.Base(name)] = base64.StdEncoding.EncodeToString(text)
	}
	return toYaml(texts)
}
