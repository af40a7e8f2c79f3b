package io.github.clockifymcp.enforcement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.tool.Change;
import io.github.clockifymcp.mcp.tool.Sent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the gates have learnt about one call that must be known however it ends: it outlives an
/// exception, which a [Walk] does not. Used by the call's own thread only.
final class Trace {
    /// What a tool is called that this caller does not have. Never what the client typed.
    static final String UNKNOWN = "unknown";

    private static final List<String> PER_CALL = List.of("dry_run", "confirmation_token");
    private static final int MOST_CHOSEN = 20;

    /// An id of the service, a date, a time of day, or both.
    private static final Pattern NO_TEXT =
            Pattern.compile(
                    "[0-9a-f]{24}|(\\d{4}-\\d{2}-\\d{2})?[T ]?(\\d{1,2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?)?"
                            + "(Z|[+-]\\d{2}:\\d{2})?");

    private final List<Sent> sent = new ArrayList<>();
    private String label = UNKNOWN;
    private ObjectNode given;
    private @Nullable String arguments;
    private long began;
    private @Nullable Change change;
    private @Nullable JournalEntry journaled;
    private @Nullable String confirms;
    private int refusedBefore;
    private boolean unrecorded;
    private @Nullable Rule rule;
    private Quota.@Nullable Scope scope;
    private boolean agreed;

    Trace(ObjectNode arguments) {
        given = arguments;
    }

    /// The arguments of the tool that is really called.
    void given(ObjectNode own) {
        given = own;
        arguments = null;
    }

    void began(long nanos) {
        began = nanos;
    }

    long began() {
        return began;
    }

    void label(String known) {
        label = known;
    }

    String label() {
        return label;
    }

    /// Digest of the arguments, without those that are about the call and not about the change: a
    /// call has the same one in its dry run, its preview and its confirmation.
    String arguments() {
        String digest = arguments;
        if (digest == null) {
            ObjectNode own = given.objectNode();
            own.setAll(given);
            digest = CanonicalJson.digest(own.without(PER_CALL));
            arguments = digest;
        }
        return digest;
    }

    /// Of the arguments what is no text: numbers, yes and no, dates, times and ids. Whoever reads
    /// the log learns from them what was meant, and no secret or sentence gets there.
    Map<String, String> chosen() {
        Map<String, String> chosen = new TreeMap<>();
        for (Map.Entry<String, JsonNode> argument : given.properties()) {
            JsonNode value = argument.getValue();
            boolean plain =
                    value.isBoolean()
                            || value.isNumber()
                            || (value.isTextual() && NO_TEXT.matcher(value.textValue()).matches());
            if (plain && !PER_CALL.contains(argument.getKey()) && chosen.size() < MOST_CHOSEN) {
                chosen.put(argument.getKey(), value.asText());
            }
        }
        return Collections.unmodifiableMap(chosen);
    }

    void change(Change planned) {
        change = planned;
    }

    @Nullable Change change() {
        return change;
    }

    /// The id of the call whose preview is confirmed by this one.
    void confirms(String call) {
        confirms = call;
    }

    @Nullable String confirms() {
        return confirms;
    }

    /// The change is about to be made, and this is its entry in the journal.
    void journaled(JournalEntry entry) {
        journaled = entry;
    }

    @Nullable JournalEntry journaled() {
        return journaled;
    }

    /// Which rule says no, if what it says is how the call ends.
    void rule(Rule no) {
        rule = no;
    }

    @Nullable Rule rule() {
        return rule;
    }

    /// Whose limit says no.
    void scope(Quota.Scope whose) {
        scope = whose;
    }

    Quota.@Nullable Scope scope() {
        return scope;
    }

    /// A good confirmation came along.
    void agree() {
        agreed = true;
    }

    boolean agreed() {
        return agreed;
    }

    void sent(Sent request) {
        sent.add(request);
    }

    List<Sent> sent() {
        return List.copyOf(sent);
    }

    void refusedBefore(int calls) {
        refusedBefore = calls;
    }

    /// How many calls of this principal before this one the limits refused without a row.
    int refusedBefore() {
        return refusedBefore;
    }

    /// This call gets no row of its own: the limits refused it, and one before it.
    void unrecorded() {
        unrecorded = true;
    }

    boolean recorded() {
        return !unrecorded;
    }
}
