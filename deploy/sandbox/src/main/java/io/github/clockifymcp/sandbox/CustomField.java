package io.github.clockifymcp.sandbox;

import java.util.List;

/// A field of the workspace's own on time entries.
///
/// @param type TXT, NUMBER, DROPDOWN_SINGLE, DROPDOWN_MULTIPLE, CHECKBOX or LINK
/// @param status INACTIVE, VISIBLE or INVISIBLE
/// @param allowedValues what a dropdown offers
record CustomField(String id, String name, String type, String status, List<String> allowedValues)
        implements Row {

    CustomField {
        allowedValues = List.copyOf(allowedValues);
    }
}
