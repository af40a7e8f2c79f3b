package io.github.clockifymcp.mcp.tool;

/// What went wrong and what to do next, in words a model can act on.
///
/// @param code what kind of problem it is, for programs
/// @param message what is so
/// @param hint what to do about it; empty when there is nothing to do
/// @param scope what a token of the caller's would have to be good for as well; empty where no
///   token would help
public record Problem(Code code, String message, String hint, String scope) {

    /// A problem that is not about a token.
    public Problem(Code code, String message, String hint) {
        this(code, message, hint, "");
    }

    /// A problem whose message needs no hint.
    public static Problem of(Code code, String message) {
        return new Problem(code, message, "");
    }

    /// Message and hint as one text.
    public String text() {
        if (hint.isEmpty()) {
            return message;
        }
        return message + (hint.startsWith("\n") ? "" : " ") + hint;
    }

    /// The kinds of problem. The first group is decided here, before anything is sent; the second
    /// is what the service behind the tools answered, or failed to answer.
    public enum Code {
        /// The arguments do not fit the published schema, or contradict each other.
        INVALID_ARGUMENTS(Side.OURS),
        /// No tool of this name exists for this caller.
        UNKNOWN_TOOL(Side.OURS),
        /// The tool exists for this caller and is not in its list.
        NOT_ACTIVE(Side.OURS),
        /// A name fits more than one thing.
        AMBIGUOUS(Side.OURS),
        /// The mode, a list or a setting forbids it.
        DENIED_BY_POLICY(Side.OURS),
        /// The caller's token is not good for it, and another one could be.
        INSUFFICIENT_SCOPE(Side.OURS),
        /// A confirmation is not for this change, too old, used, or not to be had here.
        BAD_CONFIRMATION(Side.OURS),
        /// The person was asked and said no.
        DECLINED(Side.OURS),
        /// Our own limits; the hint says how long to wait.
        TOO_MANY_CALLS(Side.OURS),
        /// The call took longer than it may.
        TIMED_OUT(Side.OURS),
        /// The server lacks a setting, such as a key.
        NOT_CONFIGURED(Side.OURS),

        /// The service does not accept the credentials.
        AUTH(Side.THEIRS),
        /// The credentials do not allow it.
        ACCESS_DENIED(Side.THEIRS),
        /// The workspace's plan does not have it.
        PLAN_REQUIRED(Side.THEIRS),
        /// There is no such thing, or it belongs to somebody else.
        NOT_FOUND(Side.THEIRS),
        /// It contradicts what is there, such as a name that is taken.
        CONFLICT(Side.THEIRS),
        /// The service rejected the values.
        INVALID(Side.THEIRS),
        /// The service asks us to wait.
        RATE_LIMITED(Side.THEIRS),
        /// The service did not answer a read.
        UNAVAILABLE(Side.THEIRS),
        /// A write was sent and its fate is not known.
        UNKNOWN_OUTCOME(Side.THEIRS),
        /// A fault of this program.
        INTERNAL(Side.THEIRS);

        private final Side side;

        Code(Side side) {
            this.side = side;
        }

        /// Who said no.
        public Side side() {
            return side;
        }
    }

    /// Who said no: a rule of ours before anything was sent, or whoever we asked.
    public enum Side {
        OURS,
        THEIRS
    }
}
