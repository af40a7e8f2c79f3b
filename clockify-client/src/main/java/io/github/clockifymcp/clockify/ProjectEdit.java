package io.github.clockifymcp.clockify;

/// What to change about a project.
public record ProjectEdit(
        Edit<String> name,
        Edit<String> clientId,
        Edit<Boolean> isPublic,
        Edit<Boolean> billable,
        Edit<Boolean> archived,
        Edit<String> color,
        Edit<String> note,
        Edit<Rate> hourlyRate,
        Edit<Rate> costRate) {

    /// Changes nothing yet.
    public static ProjectEdit none() {
        return new ProjectEdit(
                Edit.keep(),
                Edit.keep(),
                Edit.keep(),
                Edit.keep(),
                Edit.keep(),
                Edit.keep(),
                Edit.keep(),
                Edit.keep(),
                Edit.keep());
    }

    public ProjectEdit withName(Edit<String> name) {
        return new ProjectEdit(
                name, clientId, isPublic, billable, archived, color, note, hourlyRate, costRate);
    }

    public ProjectEdit withClientId(Edit<String> clientId) {
        return new ProjectEdit(
                name, clientId, isPublic, billable, archived, color, note, hourlyRate, costRate);
    }

    public ProjectEdit withPublic(Edit<Boolean> isPublic) {
        return new ProjectEdit(
                name, clientId, isPublic, billable, archived, color, note, hourlyRate, costRate);
    }

    public ProjectEdit withBillable(Edit<Boolean> billable) {
        return new ProjectEdit(
                name, clientId, isPublic, billable, archived, color, note, hourlyRate, costRate);
    }

    public ProjectEdit withArchived(Edit<Boolean> archived) {
        return new ProjectEdit(
                name, clientId, isPublic, billable, archived, color, note, hourlyRate, costRate);
    }

    public ProjectEdit withColor(Edit<String> color) {
        return new ProjectEdit(
                name, clientId, isPublic, billable, archived, color, note, hourlyRate, costRate);
    }

    public ProjectEdit withNote(Edit<String> note) {
        return new ProjectEdit(
                name, clientId, isPublic, billable, archived, color, note, hourlyRate, costRate);
    }

    public ProjectEdit withHourlyRate(Edit<Rate> hourlyRate) {
        return new ProjectEdit(
                name, clientId, isPublic, billable, archived, color, note, hourlyRate, costRate);
    }

    public ProjectEdit withCostRate(Edit<Rate> costRate) {
        return new ProjectEdit(
                name, clientId, isPublic, billable, archived, color, note, hourlyRate, costRate);
    }
}
