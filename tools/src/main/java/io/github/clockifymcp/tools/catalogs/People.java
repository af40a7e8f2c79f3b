package io.github.clockifymcp.tools.catalogs;

import io.github.clockifymcp.clockify.Members;
import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.clockify.Users.User;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Workplace;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// The workspace's people by id, for records that name them by id alone.
///
/// @param names an id's name
record People(Map<String, String> names) {
    /// At 200 a page.
    private static final int PAGES = 50;

    People {
        names = Map.copyOf(names);
    }

    /// Asks Clockify for them; not at all when nobody is to be named.
    static People of(Collection<String> wanted, Workplace ws) {
        Map<String, String> names = new HashMap<>();
        if (!wanted.isEmpty()) {
            Page.walk(PAGES, paging -> ws.api().members().list(Members.Filter.all(), paging))
                    .items()
                    .forEach(user -> names.put(user.id(), called(user)));
        }
        return new People(names);
    }

    private static String called(User user) {
        String email = user.email();
        return user.name().isBlank() && email != null ? email : user.name();
    }

    /// What somebody is called; the id of one who is no longer listed.
    String name(String id) {
        return Lines.one(names.getOrDefault(id, id));
    }

    /// `Mina, Elif`
    String said(Collection<String> ids) {
        return ids.stream().map(this::name).collect(Collectors.joining(", "));
    }
}
