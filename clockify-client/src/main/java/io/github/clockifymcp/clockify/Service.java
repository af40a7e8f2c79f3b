package io.github.clockifymcp.clockify;

/// Which of Clockify's hosts answers a request. [Hosts] knows where each of them is.
public enum Service {
    /// Nearly everything: `https://api.clockify.me/api/v1`.
    CORE,
    /// Reports and shared reports: `https://reports.api.clockify.me/v1`.
    REPORTS,
    /// The audit log: `https://auditlog-api.api.clockify.me/v1`.
    AUDIT_LOG
}
