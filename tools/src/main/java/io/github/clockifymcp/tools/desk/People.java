package io.github.clockifymcp.tools.desk;

import io.github.clockifymcp.clockify.Members;
import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.clockify.Users.User;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// The workspace's people by id, for records that name them by id alone.
///
/// @param names an id's name
public record People(Map<String, String> names) {
    /// At 200 a page.
    private static final int PAGES = 50;

    public People {
        names = Map.copyOf(names);
    }

    /// Asks Clockify for them; not at all when nobody is to be named.
    public static People of(Collection<String> wanted, Workplace ws) {
        Map<String, String> names = new HashMap<>();
        if (!wanted.isEmpty()) {
            Page.walk(PAGES, paging -> ws.api().members().list(Members.Filter.all(), paging))
                    .items()
                    .forEach(user -> names.put(user.id(), name(user)));
        }
        return new People(names);
    }

    /// What somebody is called; who never signed in has only a mail address.
    public static String name(User person) {
        String email = person.email();
        return Lines.one(person.name().isBlank() && email != null ? email : person.name());
    }

    /// What somebody is called; the id of one who is no longer listed.
    public String name(String id) {
        return Lines.one(names.getOrDefault(id, id));
    }

    /// `Mina, Elif`
    public String said(Collection<String> ids) {
        return ids.stream().map(this::name).collect(Collectors.joining(", "));
    }
}
