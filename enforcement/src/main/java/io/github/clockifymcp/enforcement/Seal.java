package io.github.clockifymcp.enforcement;

import java.time.Instant;

/// What a confirmation says once it has been opened.
///
/// @param face how it travels
/// @param nonce what makes it different from every other, in hexadecimal
/// @param call the id of the call that planned the change
/// @param planned the instant the change was planned at; it is planned again as of then
/// @param expires when it is no longer good
/// @param arguments digest of the arguments the change was planned from
/// @param change digest of the change that was shown
record Seal(
        Face face,
        String nonce,
        String call,
        Instant planned,
        Instant expires,
        String arguments,
        String change) {

    /// How a confirmation travels. One kind is never good as the other.
    enum Face {
        /// With a question to the person, through the engine.
        QUESTION('q'),
        /// As a token in the hands of a client that can ask nobody.
        TICKET('t');

        private final char code;

        Face(char code) {
            this.code = code;
        }

        /// The byte that stands for it in a seal.
        char code() {
            return code;
        }

        /// The face that this byte stands for.
        static Face of(byte code) {
            return code == QUESTION.code ? QUESTION : TICKET;
        }
    }

    /// What a seal is bound to besides the change. It does not travel; whoever opens the seal has
    /// to be there already.
    record Bearer(String tool, String tenant, String principal, String workspace) {}
}
