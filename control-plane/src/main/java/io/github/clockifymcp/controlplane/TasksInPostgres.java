package io.github.clockifymcp.controlplane;

import io.github.clockifymcp.mcp.server.Task;
import io.github.clockifymcp.mcp.server.Tasks;
import io.github.clockifymcp.mcp.tool.Principal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Tasks in a table, so that any replica can tell how one stands, take an answer for it and have it
/// ended. The work stays where it began; what a replica worked on when it was killed stays as it
/// was until it expires.
///
/// Of two who change a task at once, the second sees what the first has made of it.
public final class TasksInPostgres implements Tasks {
    /// How many bytes a task has at most, most of which are its result.
    static final int LARGEST = 8 * 1024 * 1024;

    private static final String ITS =
            " where tenant = ? and principal = ? and id = ? and expires > ?";

    private final Database database;
    private final Duration goodFor;
    private final int mostOfOne;
    private final Clock clock;

    /// @param goodFor how long a task is kept
    /// @param mostOfOne how many of one principal's are kept at once; how many of all there are is
    ///   bounded by how many principals there are, since they are in nobody's memory
    public TasksInPostgres(Database database, Duration goodFor, int mostOfOne, Clock clock) {
        if (!goodFor.isPositive() || mostOfOne < 1) {
            throw new IllegalArgumentException("a task is kept for a while, and there is room");
        }
        this.database = database;
        this.goodFor = goodFor;
        this.mostOfOne = mostOfOne;
        this.clock = clock;
    }

    @Override
    public Duration goodFor() {
        return goodFor;
    }

    @Override
    public boolean open(Task task) {
        byte[] line = line(task);
        Principal owner = task.owner();
        return database.inTenant(
                owner.tenant(),
                "a task was not kept",
                connection -> {
                    Sql.lock(connection, "tasks of " + owner.tenant() + " " + owner.id());
                    long kept =
                            Sql.count(
                                    connection,
                                    "select count(*) from tasks"
                                            + " where tenant = ? and principal = ? and expires > ?",
                                    owner.tenant(),
                                    owner.id(),
                                    clock.instant());
                    if (kept >= mostOfOne) {
                        return false;
                    }
                    Sql.update(
                            connection,
                            "insert into tasks (tenant, principal, id, expires, task)"
                                    + " values (?, ?, ?, ?, ?)",
                            owner.tenant(),
                            owner.id(),
                            task.id(),
                            task.expires(),
                            line);
                    return true;
                });
    }

    @Override
    public Optional<Task> find(Principal owner, String id) {
        return database.inTenant(
                owner.tenant(),
                "a task was not looked for",
                connection -> find(connection, owner, id, ""));
    }

    private Optional<Task> find(Connection connection, Principal owner, String id, String locked)
            throws SQLException {
        return Sql.first(
                connection,
                "select task from tasks" + ITS + locked,
                row -> TaskLine.read(row.getBytes(1), id, owner),
                owner.tenant(),
                owner.id(),
                id,
                clock.instant());
    }

    @Override
    public Optional<Task> change(Principal owner, String id, UnaryOperator<Task> change) {
        return database.inTenant(
                owner.tenant(),
                "a task was not changed",
                connection -> {
                    Optional<Task> found = find(connection, owner, id, " for update");
                    if (found.isEmpty() || found.get().status().terminal()) {
                        return found;
                    }
                    Task next = change.apply(found.get());
                    Sql.update(
                            connection,
                            "update tasks set task = ?" + ITS,
                            line(next),
                            owner.tenant(),
                            owner.id(),
                            id,
                            clock.instant());
                    return Optional.of(next);
                });
    }

    private static byte[] line(Task task) {
        byte[] line = TaskLine.of(task);
        if (line.length > LARGEST) {
            throw new IllegalArgumentException("the task is too large to be kept");
        }
        return line;
    }
}
