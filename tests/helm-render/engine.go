package main

import (
	"bytes"
	"fmt"
	"io"
	"path"
	"sort"
	"strings"
	"text/template"

	"github.com/Masterminds/semver"
)

const (
	notesName     = "NOTES.txt"
	deepestNested = 100
)

// surroundings is what a release and its cluster tell the templates.
type surroundings struct {
	Name, Namespace, Kube string
	Versions              []string
	IsUpgrade             bool
}

// rendered is the text of every template, by its path.
type rendered map[string]string

// apiVersions is what templates see as .Capabilities.APIVersions.
type apiVersions []string

func (v apiVersions) Has(version string) bool {
	for _, one := range v {
		if one == version {
			return true
		}
	}
	return false
}

// kubeVersion is what templates see as .Capabilities.KubeVersion.
type kubeVersion struct{ Version, Major, Minor string }

func (v kubeVersion) String() string { return v.Version }

// engine holds the parsed templates of one chart.
type engine struct {
	root *template.Template
	deep int
}

func render(c *chart, around surroundings, values map[string]interface{}) (rendered, error) {
	context, err := c.context(around, values)
	if err != nil {
		return nil, err
	}
	e := &engine{root: template.New("chart")}
	e.root.Option("missingkey=zero").Funcs(functions()).Funcs(template.FuncMap{"include": e.include, "tpl": e.tpl})
	names := make([]string, 0, len(c.templates))
	for name := range c.templates {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		if _, err := e.root.New(c.full(name)).Parse(c.templates[name]); err != nil {
			return nil, fmt.Errorf("parse error at %w", err)
		}
	}
	all := rendered{}
	for _, name := range names {
		if strings.HasPrefix(path.Base(name), "_") {
			continue
		}
		text, err := e.execute(c.full(name), c.contextOf(name, context))
		if err != nil {
			return nil, fmt.Errorf("execution error at %w", err)
		}
		all[c.full(name)] = text
	}
	return all, nil
}

func (c *chart) full(name string) string { return fmt.Sprintf("%v/%s", c.about["name"], name) }

func (c *chart) context(around surroundings, values map[string]interface{}) (map[string]interface{}, error) {
	version, err := semver.NewVersion(around.Kube)
	if err != nil {
		return nil, err
	}
	about := map[string]interface{}{}
	for key, value := range c.about {
		about[strings.ToUpper(key[:1])+key[1:]] = value
	}
	return map[string]interface{}{
		"Values": values,
		"Chart":  about,
		"Files":  c.files,
		"Release": map[string]interface{}{
			"Name": around.Name, "Namespace": around.Namespace, "Service": "Helm", "Revision": 1,
			"IsInstall": !around.IsUpgrade, "IsUpgrade": around.IsUpgrade,
		},
		"Capabilities": map[string]interface{}{
			"APIVersions": apiVersions(around.Versions),
			"KubeVersion": kubeVersion{"v" + version.String(), fmt.Sprint(version.Major()), fmt.Sprint(version.Minor())},
		},
	}, nil
}

func (c *chart) contextOf(name string, shared map[string]interface{}) map[string]interface{} {
	own := map[string]interface{}{
		"Template": map[string]interface{}{"Name": c.full(name), "BasePath": c.full("templates")},
	}
	for key, value := range shared {
		own[key] = value
	}
	return own
}

func (e *engine) execute(name string, context interface{}) (string, error) {
	var text bytes.Buffer
	if err := e.root.ExecuteTemplate(&text, name, context); err != nil {
		return "", err
	}
	// Helm leaves nothing in its place, and nobody learns of it.
	if strings.Contains(text.String(), "<no value>") {
		return "", fmt.Errorf("%s: prints a value that is not there", name)
	}
	return text.String(), nil
}

func (e *engine) include(name string, context interface{}) (string, error) {
	if e.deep++; e.deep > deepestNested {
		return "", fmt.Errorf("%s: templates include each other without end", name)
	}
	defer func() { e.deep-- }()
	return e.execute(name, context)
}

func (e *engine) tpl(text string, context interface{}) (string, error) {
	copied, err := e.root.Clone()
	if err != nil {
		return "", err
	}
	if _, err := copied.New("tpl").Parse(text); err != nil {
		return "", err
	}
	return (&engine{root: copied, deep: e.deep}).execute("tpl", context)
}

// print writes the notes, or everything else, in the order of the paths.
func (r rendered) print(out io.Writer, notes bool) error {
	names := make([]string, 0, len(r))
	for name := range r {
		if (path.Base(name) == notesName) == notes && strings.TrimSpace(r[name]) != "" {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	for _, name := range names {
		if notes {
			fmt.Fprintln(out, strings.TrimSpace(r[name]))
			continue
		}
		for _, document := range strings.Split("\n"+strings.TrimSpace(r[name]), "\n---") {
			if strings.TrimSpace(document) != "" {
				fmt.Fprintf(out, "---\n# Source: %s\n%s\n", name, strings.TrimSpace(document))
			}
		}
	}
	return nil
}
