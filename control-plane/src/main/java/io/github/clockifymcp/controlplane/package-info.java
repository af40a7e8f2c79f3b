/// What the replicas of one service share, kept in Postgres: the ports of `enforcement`, whose
/// guarantees hold here between processes as they do between threads.
@NullMarked
package io.github.clockifymcp.controlplane;

import org.jspecify.annotations.NullMarked;
