package io.github.clockifymcp.mcp.tool;

import com.fasterxml.jackson.databind.JsonNode;

/// The only way a change leaves this program. The guard calls it, step by step.
@FunctionalInterface
public interface Sender {

    /// Sends one request, once; never again by itself.
    ///
    /// @return the answer's body; missing or null when it had none
    /// @throws SendException when it was refused, could not be sent, or its fate is unknown
    JsonNode send(Request request, Call call) throws SendException;

    /// Why a request was not done, or may not have been.
    final class SendException extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Problem problem;
        private final Sent.Fate fate;

        public SendException(Problem problem, Sent.Fate fate) {
            super(problem.message());
            this.problem = problem;
            this.fate = fate;
        }

        public Problem problem() {
            return problem;
        }

        public Sent.Fate fate() {
            return fate;
        }
    }
}
