package io.github.clockifymcp.controlplane;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.enforcement.Limits;
import io.github.clockifymcp.enforcement.Mode;
import io.github.clockifymcp.enforcement.Narrowing;
import io.github.clockifymcp.mcp.tool.Risk;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a tenant takes away, as JSON. It is read to the letter: where a word is not understood,
/// whatever it was to take away would be left.
final class NarrowingForm {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private static final String MODE = "mode";
    private static final String DENY_TOOLS = "deny_tools";
    private static final String DENY_GROUPS = "deny_groups";
    private static final String ALLOW_GROUPS = "allow_groups";
    private static final String PERSON_REQUIRED = "person_required";
    private static final String LIMITS = "limits";
    private static final String TENANT_CONCURRENT = "tenant_concurrent";
    private static final String TENANT_PER_MINUTE = "tenant_per_minute";
    private static final String EACH_CONCURRENT = "each_concurrent";
    private static final String EACH_PER_MINUTE = "each_per_minute";
    private static final Set<String> FIELDS =
            Set.of(MODE, DENY_TOOLS, DENY_GROUPS, ALLOW_GROUPS, PERSON_REQUIRED, LIMITS);
    private static final Set<String> LIMIT_FIELDS =
            Set.of(TENANT_CONCURRENT, TENANT_PER_MINUTE, EACH_CONCURRENT, EACH_PER_MINUTE);

    private NarrowingForm() {}

    static String text(Narrowing narrowing) {
        ObjectNode form = JSON.createObjectNode();
        Mode mode = narrowing.mode();
        if (mode != null) {
            form.put(MODE, mode.id());
        }
        add(form, DENY_TOOLS, narrowing.denyTools());
        add(form, DENY_GROUPS, narrowing.denyGroups());
        add(form, ALLOW_GROUPS, narrowing.allowGroups());
        add(
                form,
                PERSON_REQUIRED,
                narrowing.personRequired().stream()
                        .map(NarrowingForm::word)
                        .collect(Collectors.toSet()));
        Limits.Own limits = narrowing.limits();
        if (!limits.equals(Limits.Own.NONE)) {
            ObjectNode numbers = form.putObject(LIMITS);
            add(numbers, TENANT_CONCURRENT, limits.tenant().concurrent());
            add(numbers, TENANT_PER_MINUTE, limits.tenant().perMinute());
            add(numbers, EACH_CONCURRENT, limits.each().concurrent());
            add(numbers, EACH_PER_MINUTE, limits.each().perMinute());
        }
        return form.toString();
    }

    private static void add(ObjectNode form, String field, int number) {
        if (number != 0) {
            form.put(field, number);
        }
    }

    private static void add(ObjectNode form, String field, Set<String> words) {
        if (!words.isEmpty()) {
            words.stream().sorted().forEach(form.putArray(field)::add);
        }
    }

    /// @throws IllegalArgumentException when any of it is not understood, with what
    static Narrowing read(String text) {
        JsonNode form;
        try {
            form = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("it is no JSON", e);
        }
        if (!form.isObject()) {
            throw new IllegalArgumentException("it is no JSON object");
        }
        checkFields(form, FIELDS);
        return new Narrowing(
                mode(form.get(MODE)),
                words(form, DENY_TOOLS),
                words(form, DENY_GROUPS),
                allowed(form),
                words(form, PERSON_REQUIRED).stream()
                        .map(NarrowingForm::risk)
                        .collect(Collectors.toSet()),
                limits(form.get(LIMITS)));
    }

    private static void checkFields(JsonNode form, Set<String> known) {
        form.fieldNames()
                .forEachRemaining(field -> {
                    if (!known.contains(field)) {
                        throw new IllegalArgumentException("it has an unknown field " + field);
                    }
                });
    }

    private static Limits.Own limits(@Nullable JsonNode node) {
        if (node == null) {
            return Limits.Own.NONE;
        }
        if (!node.isObject()) {
            throw new IllegalArgumentException("its %s are no object".formatted(LIMITS));
        }
        checkFields(node, LIMIT_FIELDS);
        return new Limits.Own(
                new Limits.Limit(number(node, TENANT_CONCURRENT), number(node, TENANT_PER_MINUTE)),
                new Limits.Limit(number(node, EACH_CONCURRENT), number(node, EACH_PER_MINUTE)));
    }

    /// Nobody limits to nothing, and 0 would be no limit.
    private static int number(JsonNode limits, String field) {
        JsonNode node = limits.get(field);
        if (node == null) {
            return 0;
        }
        if (!node.isInt() || node.intValue() < 1) {
            throw new IllegalArgumentException("its %s is no number from 1".formatted(field));
        }
        return node.intValue();
    }

    private static @Nullable Mode mode(@Nullable JsonNode node) {
        return node == null
                ? null
                : Mode.of(node.asText())
                        .filter(mode -> node.isTextual())
                        .orElseThrow(
                                () -> new IllegalArgumentException("it has an unknown " + MODE));
    }

    /// An empty list would be none at all, and whoever wrote it meant something else.
    private static Set<String> allowed(JsonNode form) {
        Set<String> groups = words(form, ALLOW_GROUPS);
        if (form.has(ALLOW_GROUPS) && groups.isEmpty()) {
            throw new IllegalArgumentException("its %s is empty".formatted(ALLOW_GROUPS));
        }
        return groups;
    }

    private static Set<String> words(JsonNode form, String field) {
        JsonNode nodes = form.path(field);
        if (!nodes.isMissingNode() && !nodes.isArray()) {
            throw new IllegalArgumentException("its %s is no list".formatted(field));
        }
        Set<String> words = new HashSet<>();
        for (JsonNode node : nodes) {
            if (!node.isTextual() || node.textValue().isEmpty()) {
                throw new IllegalArgumentException("its %s has what is no word".formatted(field));
            }
            words.add(node.textValue());
        }
        return words;
    }

    private static Risk risk(String word) {
        return Arrays.stream(Risk.values())
                .filter(risk -> word(risk).equals(word))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "its %s has an unknown class".formatted(PERSON_REQUIRED)));
    }

    private static String word(Risk risk) {
        return risk.name().toLowerCase(Locale.ROOT);
    }
}
