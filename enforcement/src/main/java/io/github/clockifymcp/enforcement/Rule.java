package io.github.clockifymcp.enforcement;

import java.util.Locale;

/// The rules that say no, for whoever counts how often each does.
public enum Rule {
    /// Too many calls a minute.
    CALLS_A_MINUTE,
    /// Too many calls at once.
    CALLS_AT_ONCE,
    /// How often the caller has called cannot be found out.
    UNCOUNTED,
    /// There is no such tool or other thing.
    UNKNOWN,
    /// The operator's lists took it away.
    TAKEN_AWAY,
    /// It is not in the caller's list of tools.
    NOT_LISTED,
    /// The mode allows nothing that the tool does.
    MODE,
    /// The caller's token is not good for it, and one with another scope would be.
    SCOPE,
    /// The mode allows something that the tool does, and not this change.
    MODE_FOR_CHANGE,
    /// The arguments do not fit the published schema, or what was meant cannot be told.
    ARGUMENTS,
    /// The confirmation is damaged, or was made for somebody or something else.
    CONFIRMATION_FOREIGN,
    /// The confirmation is too old.
    CONFIRMATION_EXPIRED,
    /// The confirmation belongs to another call.
    CONFIRMATION_OF_ANOTHER_CALL,
    /// The confirmation was made for other arguments.
    CONFIRMATION_OF_OTHER_ARGUMENTS,
    /// The confirmation was used before.
    CONFIRMATION_USED,
    /// A token came from a client that can ask its person.
    CONFIRMATION_NOT_ASKED,
    /// The person said no, or closed the question.
    DECLINED,
    /// A person has to agree and the client cannot ask one.
    PERSON_REQUIRED,
    /// The intent could not be written to the audit log.
    AUDIT,
    /// Any other: what a tool itself refuses.
    OTHER;

    private final String id = name().toLowerCase(Locale.ROOT);

    /// As it is written in metrics and logs.
    public String id() {
        return id;
    }
}
