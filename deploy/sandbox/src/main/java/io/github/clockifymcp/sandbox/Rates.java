package io.github.clockifymcp.sandbox;

import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What an hour of an entry is paid and costs: the nearest rate counts, which is the task's, then
/// the person's on the project, the project's, the person's, and the workspace's.
record Rates(State workspace) {

    /// What a client pays; null where nothing says so.
    @Nullable Rate hourly(TimeEntry entry) {
        return nearest(
                entry,
                Member::hourlyRate,
                Project::hourlyRate,
                Project.Membership::hourlyRate,
                Task::hourlyRate,
                workspace.hourlyRate());
    }

    /// What a client pays for an hour, in minor units; 0 where nothing says so.
    long hourlyAmount(TimeEntry entry) {
        Rate rate = hourly(entry);
        return rate == null ? 0 : rate.amount();
    }

    /// What it costs the workspace; null where nothing says so.
    @Nullable Rate cost(TimeEntry entry) {
        return nearest(
                entry,
                Member::costRate,
                Project::costRate,
                Project.Membership::costRate,
                Task::costRate,
                null);
    }

    private @Nullable Rate nearest(
            TimeEntry entry,
            Function<Member, @Nullable Rate> ofMember,
            Function<Project, @Nullable Rate> ofProject,
            Function<Project.Membership, @Nullable Rate> onProject,
            Function<Task, @Nullable Rate> ofTask,
            @Nullable Rate otherwise) {
        Optional<Project> project =
                Optional.ofNullable(entry.projectId()).flatMap(workspace.projects()::find);
        Optional<Task> task = Optional.ofNullable(entry.taskId()).flatMap(workspace.tasks()::find);
        return Stream.of(
                        task.flatMap(t -> Optional.ofNullable(ofTask.apply(t))),
                        project.stream()
                                .flatMap(p -> p.memberships().stream())
                                .filter(m -> m.userId().equals(entry.userId()))
                                .findFirst()
                                .flatMap(m -> Optional.ofNullable(onProject.apply(m))),
                        project.flatMap(p -> Optional.ofNullable(ofProject.apply(p))),
                        workspace
                                .members()
                                .find(entry.userId())
                                .flatMap(m -> Optional.ofNullable(ofMember.apply(m))))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(otherwise);
    }
}
