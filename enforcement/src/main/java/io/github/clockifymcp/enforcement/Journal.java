package io.github.clockifymcp.enforcement;

import java.io.IOException;
import java.util.List;

/// What was changed lately, with all that it takes to take it back.
///
/// 1. A change is put in when it is about to be made, and again, under the same id, when it has
///    been made: an entry that has not ended is one whose process died in between.
/// 2. What was put in survives the death of the process, where the journal is kept at all.
/// 3. Nobody is given anybody else's entries.
/// 4. It is bounded: old entries go.
public interface Journal {

    /// Puts an entry in, or in the place of the one that has its id.
    ///
    /// @throws IOException when it is not certain that the entry will be there
    void put(JournalEntry entry) throws IOException;

    /// The owner's entries, newest first.
    ///
    /// @throws IOException when they cannot be read
    List<JournalEntry> of(Owner owner) throws IOException;

    /// Whose changes they are, and where.
    ///
    /// @param user whose rights the service saw: one caller may use several keys
    record Owner(String tenant, String principal, String user, String workspace) {}
}
