package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"
)

// mergedValues lays files and single settings over the chart's own values: maps are merged, all else is replaced, and
// null takes a key away.
func mergedValues(own map[string]interface{}, files, sets []string) (map[string]interface{}, error) {
	merged := own
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		read, err := readYaml(text)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		merged = merge(merged, read)
	}
	for _, set := range sets {
		path, word, found := strings.Cut(set, "=")
		if !found {
			return nil, fmt.Errorf("--set %s has no '='", set)
		}
		over := typed(word)
		parts := strings.Split(path, ".")
		for at := len(parts) - 1; at >= 0; at-- {
			over = map[string]interface{}{parts[at]: over}
		}
		merged = merge(merged, over.(map[string]interface{}))
	}
	return merged, nil
}

func merge(under, over map[string]interface{}) map[string]interface{} {
	merged := map[string]interface{}{}
	for key, value := range under {
		merged[key] = value
	}
	for key, value := range over {
		below, isMap := merged[key].(map[string]interface{})
		above, isMapToo := value.(map[string]interface{})
		switch {
		case value == nil:
			delete(merged, key)
		case isMap && isMapToo:
			merged[key] = merge(below, above)
		default:
			merged[key] = value
		}
	}
	return merged
}

// typed reads a word as --set does: whole numbers, true, false and null are no texts.
func typed(word string) interface{} {
	switch word {
	case "null":
		return nil
	case "true", "false":
		return word == "true"
	}
	if number, err := strconv.ParseInt(word, 10, 64); err == nil && (word == "0" || !strings.HasPrefix(word, "0")) {
		return float64(number)
	}
	return word
}
