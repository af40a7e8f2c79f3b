package io.github.clockifymcp.mcp.tool;

/// The program the person uses, as it describes itself. Nothing is permitted because of a name.
///
/// @param name as given in `clientInfo`; empty when it gave none
/// @param version likewise
/// @param revision the protocol revision of this call, such as `2025-11-25`
/// @param asksPerson whether it can put a form before its person (`elicitation`)
/// @param opensLinks whether it can send its person to a URL (`elicitation.url`)
/// @param samples whether it lends its model (`sampling`)
/// @param listsFolders whether it says which folders it works in (`roots`)
/// @param session tells its session from others; it is no secret and opens nothing. Empty where the
///   revision has no sessions
public record Client(
        String name,
        String version,
        String revision,
        boolean asksPerson,
        boolean opensLinks,
        boolean samples,
        boolean listsFolders,
        String session) {

    /// A client that can at most ask its person.
    public Client(
            String name, String version, String revision, boolean asksPerson, boolean opensLinks) {
        this(name, version, revision, asksPerson, opensLinks, false, false, "");
    }
}
