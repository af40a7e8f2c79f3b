package io.github.clockifymcp.server.doctor;

/// Something that was found.
///
/// @param what what is so, as sentences without a secret in them
/// @param mend what to do; empty where nothing has to be done
public record Finding(Symptom symptom, String what, String mend) {}
