package io.github.clockifymcp.enforcement;

import io.github.clockifymcp.mcp.tool.Problem;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Sent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One row of the audit log. It has digests of arguments, bodies and records, never these
/// themselves. The summary of a change is in words, names among them, since whoever reads the log
/// has to understand it.
///
/// @param call one id for all rows of a call
/// @param client the program as it named itself
/// @param session tells the calls of one conversation from others; empty where there are no
///   sessions
/// @param tool the tool, the door of another kind (`resources/read`), or `unknown`; never what the
///   client typed
/// @param ending how the call ended; null in an intent
/// @param code what kind of problem it ended with; null for none
/// @param reason the rule that said no, in words; empty when none did
/// @param millis how long it took up to this row
/// @param arguments digest of the arguments, without `dry_run` and `confirmation_token`
/// @param chosen of the arguments those that are numbers, yes or no, dates, times and ids
/// @param confirms the id of the call whose preview is confirmed by this one, when that is another
/// @param refusedBefore how many calls of this principal before this one were refused by the limits
///   and have no row
/// @param change what was planned; null when nothing was
public record AuditRow(
        Instant at,
        String call,
        Phase phase,
        String tenant,
        String principal,
        String client,
        String session,
        String tool,
        @Nullable Ending ending,
        Problem.@Nullable Code code,
        String reason,
        long millis,
        String arguments,
        Map<String, String> chosen,
        @Nullable String confirms,
        int refusedBefore,
        @Nullable Planned change) {

    /// Which moment of a call a row is about.
    public enum Phase {
        /// Right before the first request of a change.
        INTENT,
        /// When the call has ended. A call that asked its person has one for each round.
        OUTCOME
    }

    /// How a call ended.
    public enum Ending {
        /// It was answered; a change was made.
        ALLOWED,
        /// A rule said no, and nothing was sent.
        REFUSED,
        /// Something went wrong; the effects say what was sent.
        FAILED,
        /// The change was shown and nothing was sent.
        PREVIEW,
        /// The person was asked and nothing was sent yet.
        QUESTION,
        /// The work goes on in the background.
        LATER,
        /// The caller went away before anything was sent.
        CANCELLED
    }

    /// A planned change.
    ///
    /// @param effects in an intent the requests that will be sent, in an outcome those that were
    /// @param before the records it replaces or deletes; in an intent only
    public record Planned(
            Set<Risk> risks,
            Reach reach,
            String summary,
            List<Effect> effects,
            List<Before> before) {
        public Planned {
            risks = Set.copyOf(risks);
            effects = List.copyOf(effects);
            before = List.copyOf(before);
        }
    }

    /// A request of a change.
    ///
    /// @param body digest of the body; empty when it has none
    /// @param fate what is known of it; null when it has not been sent yet
    /// @param after digest of the record as the answer showed it; empty when it showed none
    public record Effect(
            String step,
            String method,
            String service,
            String path,
            String body,
            Sent.@Nullable Fate fate,
            String after) {}

    /// A record as it was before.
    ///
    /// @param digest of all of it
    public record Before(String kind, String id, String digest) {}
}
