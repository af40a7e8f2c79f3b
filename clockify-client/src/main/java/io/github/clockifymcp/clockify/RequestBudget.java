package io.github.clockifymcp.clockify;

/// Keeps count of what is asked of Clockify, which allows new Free workspaces 30 requests an hour
/// for everybody together.
public interface RequestBudget {

    /// Told before each request leaves, repeated ones as well. It may refuse.
    ///
    /// @throws ClockifyException with category `RATE_LIMITED` if the budget is used up
    void asking(ApiRequest<?> request);

    /// Told of each answer's rate headers, where Clockify sends any.
    ///
    /// @param status the HTTP status
    void answered(ApiRequest<?> request, int status, RateHeaders headers);
}
