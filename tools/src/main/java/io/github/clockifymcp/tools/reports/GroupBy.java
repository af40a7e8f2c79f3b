package io.github.clockifymcp.tools.reports;

import io.github.clockifymcp.clockify.Reports.Group;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a summary is by. Days are in every summary; weeks and months are made of them.
enum GroupBy {
    PROJECT(Group.PROJECT),
    CLIENT(Group.CLIENT),
    TASK(Group.TASK),
    TAG(Group.TAG),
    USER(Group.USER),
    DAY(null),
    WEEK(null),
    MONTH(null);

    private final @Nullable Group group;

    GroupBy(@Nullable Group group) {
        this.group = group;
    }

    /// What Clockify calls it; null for what is made of days.
    @Nullable Group group() {
        return group;
    }

    /// `no project`: what time without such a thing is called.
    String none() {
        return "no " + name().toLowerCase(Locale.ROOT);
    }
}
