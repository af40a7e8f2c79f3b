package io.github.clockifymcp.enforcement;

import java.io.IOException;

/// Where it is written down what was asked, decided and done.
///
/// 1. A row is written once or the method throws; rows of one call come in the order of its life.
/// 2. An intent has reached the disk, or whatever the store relies on, when its method returns.
/// 3. An interrupt disturbs neither.
public interface Audit {

    /// Writes down what is about to be done. Called right before the first request of a change.
    ///
    /// @throws IOException when it is not certain that the row will be there after a crash
    void intent(AuditRow row) throws IOException;

    /// Writes down how a call ended.
    ///
    /// @throws IOException when the row could not be written
    void outcome(AuditRow row) throws IOException;
}
