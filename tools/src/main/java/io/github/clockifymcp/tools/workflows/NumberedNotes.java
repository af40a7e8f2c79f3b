package io.github.clockifymcp.tools.workflows;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What is to be known about some of many, each thing said once: `2, 3: It has no project.`
final class NumberedNotes {
    private final Map<String, List<Integer>> about = new LinkedHashMap<>();

    void add(int number, List<String> notes) {
        notes.forEach(note -> about.computeIfAbsent(note, n -> new ArrayList<>()).add(number));
    }

    /// @param many how many there are in all; a single one needs no number
    List<String> said(int many) {
        if (many == 1) {
            return List.copyOf(about.keySet());
        }
        return about.entrySet().stream()
                .map(entry -> "%s: %s".formatted(numbers(entry.getValue(), many), entry.getKey()))
                .toList();
    }

    private static String numbers(List<Integer> numbers, int many) {
        return numbers.size() == many
                ? "All"
                : numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
