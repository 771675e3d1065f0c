package main

import (
	"fmt"
	"math"
	"reflect"
	"regexp"
	"sort"
	"strings"
	"unicode/utf8"
)

// keywords are those of JSON Schema that are understood; true where it is a note for people. Any other ends the tool:
// a keyword that is passed over looks like a check and is none.
var keywords = map[string]bool{
	"$schema": true, "title": true, "description": true, "definitions": true, "$comment": true,
	"$ref": false, "type": false, "enum": false, "const": false, "required": false, "properties": false,
	"additionalProperties": false, "propertyNames": false, "minProperties": false, "items": false, "minItems": false,
	"maxItems": false, "uniqueItems": false, "minimum": false, "maximum": false, "minLength": false,
	"maxLength": false, "pattern": false, "anyOf": false, "oneOf": false, "allOf": false, "not": false,
}

// validator holds the faults found so far. Its own error is a fault of the schema, not of a value.
type validator struct {
	root   map[string]interface{}
	faults []string
	err    error
}

// validate gives what is wrong with the values, in the order of their paths.
func validate(schema map[string]interface{}, values interface{}) ([]string, error) {
	v := &validator{root: schema}
	v.known(schema, "#")
	if v.err == nil {
		v.check(schema, values, "")
	}
	sort.Strings(v.faults)
	return v.faults, v.err
}

// known walks the whole schema, also the parts that no value leads to.
func (v *validator) known(schema interface{}, at string) {
	object, isObject := schema.(map[string]interface{})
	if _, isBool := schema.(bool); isBool {
		return
	}
	if !isObject {
		v.broken("%s is no schema", at)
		return
	}
	if _, refers := object["$ref"]; refers && len(object) > 1 {
		v.broken("%s: beside a $ref every other keyword is passed over", at)
	}
	for key, value := range object {
		place := at + "/" + key
		if _, isKnown := keywords[key]; !isKnown {
			v.broken("%s is a keyword that is not understood", place)
		}
		switch key {
		case "properties", "definitions":
			for name, below := range asMap(value) {
				v.known(below, place+"/"+name)
			}
		case "items", "additionalProperties", "propertyNames", "not":
			v.known(value, place)
		case "anyOf", "oneOf", "allOf":
			for index, below := range asList(value) {
				v.known(below, fmt.Sprintf("%s/%d", place, index))
			}
		}
	}
}

func (v *validator) check(schema, value interface{}, path string) {
	if allowed, isBool := schema.(bool); isBool {
		if !allowed {
			v.fault(path, "is not allowed")
		}
		return
	}
	object := schema.(map[string]interface{})
	if reference, refers := object["$ref"].(string); refers {
		v.check(v.resolve(reference), value, path)
		return
	}
	if wanted, has := object["type"]; has && !isOfType(wanted, value) {
		v.fault(path, "Invalid type. Expected: %v, given: %s", wanted, typeOf(value))
		return
	}
	v.checkChoices(object, value, path)
	switch typed := value.(type) {
	case map[string]interface{}:
		v.checkObject(object, typed, path)
	case []interface{}:
		v.checkList(object, typed, path)
	case string:
		v.checkText(object, typed, path)
	case float64:
		v.checkNumber(object, typed, path)
	}
}

func (v *validator) checkChoices(schema map[string]interface{}, value interface{}, path string) {
	if list, has := schema["enum"]; has && !contains(asList(list), value) {
		v.fault(path, "must be one of the following: %v", list)
	}
	if constant, has := schema["const"]; has && !reflect.DeepEqual(constant, value) {
		v.fault(path, "must be %v", constant)
	}
	if unwanted, has := schema["not"]; has && v.holds(unwanted, value) {
		v.fault(path, "must not validate the schema (not)")
	}
	for _, below := range asList(schema["allOf"]) {
		v.check(below, value, path)
	}
	if list := asList(schema["anyOf"]); len(list) > 0 && v.count(list, value) == 0 {
		v.fault(path, "must validate at least one schema (anyOf)")
	}
	if list := asList(schema["oneOf"]); len(list) > 0 && v.count(list, value) != 1 {
		v.fault(path, "must validate one and only one schema (oneOf)")
	}
}

func (v *validator) checkObject(schema, value map[string]interface{}, path string) {
	for _, name := range asList(schema["required"]) {
		if _, has := value[name.(string)]; !has {
			v.fault(path, "%s is required", name)
		}
	}
	properties := asMap(schema["properties"])
	for name, below := range value {
		place := strings.TrimPrefix(path+"."+name, ".")
		if names, has := schema["propertyNames"]; has && !v.holds(names, name) {
			v.fault(place, "is no name that is allowed here")
		}
		if known, has := properties[name]; has {
			v.check(known, below, place)
		} else if others, has := schema["additionalProperties"]; has {
			if others == false {
				v.fault(place, "Additional property %s is not allowed", name)
			} else {
				v.check(others, below, place)
			}
		}
	}
	if least, has := schema["minProperties"].(float64); has && float64(len(value)) < least {
		v.fault(path, "must have at least %v properties", least)
	}
}

func (v *validator) checkList(schema map[string]interface{}, value []interface{}, path string) {
	if least, has := schema["minItems"].(float64); has && float64(len(value)) < least {
		v.fault(path, "must have at least %v items", least)
	}
	if most, has := schema["maxItems"].(float64); has && float64(len(value)) > most {
		v.fault(path, "must have at most %v items", most)
	}
	for index, item := range value {
		if schema["uniqueItems"] == true && contains(value[:index], item) {
			v.fault(fmt.Sprintf("%s.%d", path, index), "items must be unique")
		}
		if items, has := schema["items"]; has {
			v.check(items, item, fmt.Sprintf("%s.%d", path, index))
		}
	}
}

func (v *validator) checkText(schema map[string]interface{}, value, path string) {
	length := float64(utf8.RuneCountInString(value))
	if least, has := schema["minLength"].(float64); has && length < least {
		v.fault(path, "String length must be greater than or equal to %v", least)
	}
	if most, has := schema["maxLength"].(float64); has && length > most {
		v.fault(path, "String length must be less than or equal to %v", most)
	}
	if pattern, has := schema["pattern"].(string); has {
		compiled, err := regexp.Compile(pattern)
		if err != nil {
			v.broken("pattern %s: %s", pattern, err)
		} else if !compiled.MatchString(value) {
			v.fault(path, "Does not match pattern '%s'", pattern)
		}
	}
}

func (v *validator) checkNumber(schema map[string]interface{}, value float64, path string) {
	if least, has := schema["minimum"].(float64); has && value < least {
		v.fault(path, "Must be greater than or equal to %v", least)
	}
	if most, has := schema["maximum"].(float64); has && value > most {
		v.fault(path, "Must be less than or equal to %v", most)
	}
}

// holds tells whether a value meets a schema, and keeps no fault.
func (v *validator) holds(schema, value interface{}) bool {
	trial := &validator{root: v.root}
	trial.check(schema, value, "")
	if trial.err != nil {
		v.err = trial.err
	}
	return len(trial.faults) == 0
}

func (v *validator) count(schemas []interface{}, value interface{}) (held int) {
	for _, schema := range schemas {
		if v.holds(schema, value) {
			held++
		}
	}
	return held
}

func (v *validator) resolve(reference string) interface{} {
	var at interface{} = v.root
	for _, part := range strings.Split(strings.TrimPrefix(reference, "#/"), "/") {
		at = asMap(at)[part]
	}
	if at == nil {
		v.broken("%s leads nowhere", reference)
		return true
	}
	return at
}

func (v *validator) fault(path, message string, words ...interface{}) {
	if path == "" {
		path = "(root)"
	}
	v.faults = append(v.faults, path+": "+fmt.Sprintf(message, words...))
}

func (v *validator) broken(message string, words ...interface{}) {
	if v.err == nil {
		v.err = fmt.Errorf(message, words...)
	}
}

func isOfType(wanted, value interface{}) bool {
	if name, isName := wanted.(string); isName {
		given := typeOf(value)
		return name == given || (name == "number" && given == "integer")
	}
	for _, name := range asList(wanted) {
		if isOfType(name, value) {
			return true
		}
	}
	return false
}

func typeOf(value interface{}) string {
	switch v := value.(type) {
	case nil:
		return "null"
	case bool:
		return "boolean"
	case string:
		return "string"
	case []interface{}:
		return "array"
	case float64:
		if v == math.Trunc(v) {
			return "integer"
		}
		return "number"
	}
	return "object"
}

func contains(list []interface{}, value interface{}) bool {
	for _, one := range list {
		if reflect.DeepEqual(one, value) {
			return true
		}
	}
	return false
}

func asMap(value interface{}) map[string]interface{} {
	found, _ := value.(map[string]interface{})
	return found
}

func asList(value interface{}) []interface{} {
	found, _ := value.([]interface{})
	return found
}
