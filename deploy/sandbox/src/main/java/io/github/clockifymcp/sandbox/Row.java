package io.github.clockifymcp.sandbox;

/// Something a workspace keeps under an id.
interface Row {

    /// 24 hexadecimal digits.
    String id();
}
