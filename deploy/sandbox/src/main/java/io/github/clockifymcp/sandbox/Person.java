package io.github.clockifymcp.sandbox;

import java.time.ZoneId;

/// Somebody of the seeded company, as callers need them.
///
/// @param id the account's id, the same in every run
/// @param role owner, admin, manager, member, inactive or pending
/// @param key the API key to use as `X-Api-Key`; empty for someone who never signed in
public record Person(String id, String name, String email, ZoneId zone, String role, String key) {}
