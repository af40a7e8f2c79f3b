package io.github.clockifymcp.server.identity;

/// What is wrong with a token. The sentences go to whoever showed it, and never repeat any of it;
/// they may stand in the quotes of a header as they are.
enum Fault {
    MALFORMED("The token is no signed JWT."),
    ALGORITHM("The token is signed in a way that is not accepted."),
    KIND("The token is of a kind that gives no access."),
    ISSUER("The token is not from an issuer that is trusted here."),
    UNKNOWN_KEY("The token is signed with a key that its issuer does not publish."),
    SIGNATURE("The signature of the token is wrong."),
    NO_EXPIRY("The token does not say when it expires."),
    EXPIRED("The token has expired."),
    EARLY("The token is not valid yet."),
    AUDIENCE("The token is meant for another service."),
    SUBJECT("The token does not say whose it is."),
    TENANT("The token does not say which tenant it is for."),
    SCOPE("The token has none of the scopes that allow this.");

    private final String sentence;

    Fault(String sentence) {
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }
}
